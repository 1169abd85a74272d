package io.cloakroom.http;

import io.cloakroom.http.CurrentSession.Begun;
import io.cloakroom.http.CurrentSession.None;
import io.cloakroom.http.CurrentSession.Stored;
import io.cloakroom.http.CurrentSession.Unavailable;
import io.cloakroom.http.CurrentSession.Unreadable;
import io.cloakroom.http.WriteAction.Ending;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What handlers ask of a request's session and do to it, in memory. */
final class SessionChanges {

  private final SessionState state;
  private final SessionEngine engine;
  private final ResponseCookies cookies;
  private final ResponseProgress response;

  SessionChanges(SessionState state) {
    this.state = state;
    this.engine = state.engine;
    this.cookies = state.cookies;
    this.response = state.response;
  }

  /** Returns the id that the session has or will have. */
  SessionId id() {
    synchronized (state) {
      return state.current() instanceof Stored stored && stored.newId() != null
          ? stored.newId()
          : state.chooseId();
    }
  }

  SessionCookie cookie() {
    synchronized (state) {
      return state.current().readable().map(cookies::of).orElseGet(cookies::fresh);
    }
  }

  /** Changes the session, which begins where there is none. */
  <T extends @Nullable Object> T change(Function<Session, T> change) {
    synchronized (state) {
      response.requireNotEnded();
      state.requireInPath();
      CurrentSession current = state.current();
      boolean isNew = current instanceof None || current instanceof Begun;
      if (isNew) {
        response.requireOpen(
            "no session can begin any more", "Write to it before the first byte of the body");
      }
      if (current instanceof None) {
        state.begin();
      }
      return change.apply(state.handOut().orElseThrow());
    }
  }

  /** Does something to the session, which begins where there is none. */
  void apply(Consumer<Session> change) {
    change(
        session -> {
          change.accept(session);
          return null;
        });
  }

  /** Changes the session if there is one. */
  void changeIfThere(Consumer<Session> change) {
    synchronized (state) {
      response.requireNotEnded();
      state.handOut().ifPresent(change);
    }
  }

  void setCookie(SessionCookie cookie) {
    synchronized (state) {
      if (cookie.isSameChoiceAs(cookie())) {
        return;
      }
      CookiePolicy.requireRulesOf(cookie(), cookie);
      CookiePolicy.requirePrefixRules(engine.cookieName(), cookie);
      if (response.headersHaveLeft()) {
        response.requireOpen(
            "the session's cookie can't be changed any more",
            "Change it before the first byte of the body");
      }
      cookies.requireAccepted(cookie, "The session can't have this cookie");
      apply(session -> session.setCookie(cookie));
      cookies.choose();
    }
  }

  SessionId regenerate(SessionData data) {
    synchronized (state) {
      response.requireNotEnded();
      state.requireInPath();
      requireAvailable();
      response.requireOpen(
          "the session can't get a new id any more",
          "Regenerate before the first byte of the body");
      SessionId id = state.newId();
      state
          .current()
          .readable()
          .ifPresentOrElse(session -> giveNewId(session, id, data), () -> chooseId(id));
      return id;
    }
  }

  /** Chooses the id of a session that is to begin; refused if the client would get no cookie. */
  private void chooseId(SessionId id) {
    cookies.requireAccepted(cookies.fresh(), "No session can begin");
    state.becomes(new None(id, true));
  }

  private void giveNewId(Session session, SessionId id, SessionData data) {
    SessionCookie cookie = cookies.forNewIdOf(session);
    cookies.requireAccepted(cookie, "The session can't get a new id");
    if (data == SessionData.DROP) {
      destroy();
      state.becomes(new Begun(Session.create(id, cookie), true));
    } else if (state.current() instanceof Stored) {
      session.setCookie(cookie);
      state.becomes(new Stored(session, id));
    } else {
      if (state.current() instanceof Unreadable unreadable) {
        state.pending.end(ending(unreadable));
      }
      state.becomes(Begun.by(id, session.cookie(), session));
    }
  }

  void destroy() {
    synchronized (state) {
      response.requireNotEnded();
      requireAvailable();
      CurrentSession current = state.current();
      if (current instanceof Stored stored) {
        Session session = stored.session();
        end(new Ending(session.id(), session.cookie(), session));
      } else if (current instanceof Unreadable unreadable) {
        end(ending(unreadable));
      } else {
        state.letGo();
        if (state.current() instanceof None) {
          state.becomes(None.ENDED);
        }
      }
    }
  }

  private Ending ending(Unreadable unreadable) {
    return new Ending(unreadable.id(), cookies.fresh(), null);
  }

  private void end(Ending session) {
    response.requireOpen(
        "the session's cookie can't be taken back any more",
        "Destroy it before the first byte of the body, or by SessionEngine.destroy");
    cookies.requireAccepted(cookies.issued(session.cookie()), "The session can't be destroyed");
    state.pending.end(session);
    state.becomes(None.ENDED);
    cookies.letGo();
  }

  /**
   * Ends the user's other sessions when this one is written, which gets a new id.
   *
   * @throws IllegalStateException if the store does not find sessions by user
   */
  void destroyOthers() {
    synchronized (state) {
      state.requireInPath();
      String user = engine.store.userOf(state.current().readable().orElseGet(state::scratch));
      if (!state.current().isByNewId()) {
        regenerate(SessionData.KEEP);
      }
      response.requireOpen(
          "the user's other sessions can't be ended any more",
          "End them before the first byte of the body, or by SessionStore.destroyAll");
      state.pending.endOthers(user);
    }
  }

  void unset() {
    synchronized (state) {
      response.requireNotEnded();
      if (engine.unset == Unset.DESTROY) {
        destroy();
      } else {
        state.letGo();
      }
    }
  }

  /**
   * Makes another session the request's; the one that it had ends. Outside of the cookie's path, a
   * session with nothing in it counts as none, as it does when a handler only asks for one.
   */
  void adopt(CurrentSession adopted) {
    synchronized (state) {
      boolean isStored = adopted instanceof Stored;
      boolean isEmpty = !isStored && adopted.readable().filter(Session::isModified).isEmpty();
      if (isEmpty && !state.isInPath()) {
        return;
      }
      state.requireInPath();
      Session begun = adopted instanceof Begun it ? it.session() : null;
      if (begun != null && begun.cookie().equals(engine.cookie.fresh(true))) {
        begun.setCookie(cookies.fresh()); // nobody chose another
      }
      if (isStored || adopted.isByNewId()) {
        adopted
            .readable()
            .map(cookies::of)
            .ifPresent(cookie -> cookies.requireAccepted(cookie, "The session can't begin"));
      }
      destroy();
      if (begun != null) {
        state.becomes(new Begun(begun, true));
      } else if (isStored) {
        state.becomes(adopted);
        cookies.issue();
      }
    }
  }

  private void requireAvailable() {
    if (state.current() instanceof Unavailable unavailable) {
      throw unavailable.failure();
    }
  }
}
