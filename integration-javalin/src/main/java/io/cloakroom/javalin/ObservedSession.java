package io.cloakroom.javalin;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.session.SessionId;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request's session as its handlers change it, so that the listeners of the servlet context are
 * called: for the sessions that this request begins and ends, for their new ids and attributes.
 * What other requests do, and which sessions expire, is not known here.
 */
final class ObservedSession {

  private final SessionAccess access;
  private final ServletContext context;
  private final ServletSessions listeners;

  // Guarded by this.
  private @Nullable ServletSession view;
  private boolean beginsHere;
  private boolean toldOfBeginning;
  private boolean ending;

  ObservedSession(SessionAccess access, ServletContext context, ServletSessions listeners) {
    this.access = access;
    this.context = context;
    this.listeners = listeners;
  }

  /** Returns the session itself, and waits for it. */
  RequestSession session() {
    return access.session();
  }

  /** Returns how long sessions live that have no interval of their own. */
  Duration usualInterval() {
    return listeners.usualInterval();
  }

  long requestArrivedAt() {
    return access.arrivedAt();
  }

  private static boolean exists(RequestSession session) {
    return !session.isNew() || !session.names().isEmpty();
  }

  /**
   * Returns the session as the servlet API has it; null if there is none and none is wanted.
   *
   * @throws IllegalStateException if one is wanted, but it is too late to begin one
   */
  @Nullable ServletSession view(boolean wanted) {
    RequestSession session = session();
    synchronized (this) {
      if (view != null) {
        return view;
      }
      boolean exists = exists(session);
      if (!exists && wanted && access.isCommitted()) {
        throw new IllegalStateException(
            "No session can begin after the response has begun, because its cookie could not be"
                + " sent");
      }
      if (exists || wanted) {
        view = new ServletSession(this, context, beginsHere || session.isNew());
      }
      return view;
    }
  }

  /** Changes the session, or begins one by the change. */
  <T extends @Nullable Object> T change(Function<RequestSession, T> change) {
    RequestSession session = session();
    boolean existed = exists(session);
    T result = change.apply(session);
    if (!existed && exists(session) && begins()) {
      ServletSession begun = view(true);
      if (begun != null) {
        listeners.onSessionCreated(begun.getSession());
      }
    }
    return result;
  }

  /** Notes that the session begins; false if listeners were already called for that. */
  private synchronized boolean begins() {
    boolean first = !toldOfBeginning;
    toldOfBeginning = true;
    beginsHere = true;
    return first;
  }

  /** Sets an attribute, or removes it where the value is null, as the servlet API has it. */
  void setAttribute(String name, @Nullable Object value) {
    changeAttribute(
        name,
        session -> {
          if (value == null) {
            session.remove(name);
          } else {
            session.set(name, value);
          }
          return value;
        });
  }

  /**
   * Changes an attribute.
   *
   * @param change returns the value that the attribute has then; null where there is none
   */
  <T extends @Nullable Object> T changeAttribute(String name, Function<RequestSession, T> change) {
    boolean heard = listeners.hasAttributeListeners();
    Object before = heard ? session().get(name) : null;
    T value = change(change);
    boolean toTell = heard ? !Objects.equals(before, value) : isBound(value);
    ServletSession changed = toTell ? view(false) : null;
    if (changed != null) {
      listeners.onSessionAttributeUpdate(changed.getSession(), name, before, value);
    }
    return value;
  }

  private static boolean isBound(@Nullable Object value) {
    return value instanceof HttpSessionBindingListener;
  }

  SessionId regenerate(SessionData data) {
    if (data == SessionData.DROP) {
      end(session -> session.regenerate(data), true);
      return session().id();
    }
    changeId(session -> session.regenerate(data));
    return session().id();
  }

  void destroyOthers() {
    changeId(RequestSession::destroyOthers);
  }

  private void changeId(Consumer<RequestSession> change) {
    RequestSession session = session();
    SessionId before = exists(session) ? session.id() : null;
    change.accept(session);
    ServletSession changed = before == null || before.equals(session.id()) ? null : view(false);
    if (before != null && changed != null) {
      listeners.onSessionIdChanged(changed.getSession(), before.value());
    }
  }

  void destroy() {
    end(RequestSession::destroy, true);
  }

  /** Unsets the session; the option {@code unset} decides whether it ends. */
  void unset() {
    end(RequestSession::unset, false);
  }

  private void tellOfRemovedAttributes(ServletSession ended) {
    if (listeners.hasAttributeListeners()) {
      session()
          .attributes()
          .forEach(
              (name, value) ->
                  listeners.onSessionAttributeUpdate(ended.getSession(), name, value, null));
    }
  }

  /**
   * Ends the session. Listeners are called before, as the servlet API says, and can still read it.
   * If a listener ends the session, too, that does nothing.
   */
  private void end(Consumer<RequestSession> how, boolean told) {
    ServletSession ended = view(false);
    if (ended == null || !told) {
      end(ended, how);
    } else if (beginEnding()) {
      try {
        listeners.onSessionDestroyed(ended.getSession());
        tellOfRemovedAttributes(ended);
        end(ended, how);
      } finally {
        endEnding();
      }
    }
  }

  private synchronized boolean beginEnding() {
    boolean first = !ending;
    ending = true;
    return first;
  }

  private synchronized void endEnding() {
    ending = false;
  }

  private void end(@Nullable ServletSession ended, Consumer<RequestSession> how) {
    ServletSession.Facts last = ended == null ? null : ended.facts();
    how.accept(session());
    synchronized (this) {
      view = null;
      beginsHere = true;
      toldOfBeginning = false;
    }
    if (ended != null && last != null) {
      ended.end(last);
    }
  }
}
