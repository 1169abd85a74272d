package io.cloakroom.javalin;

import io.cloakroom.http.RequestSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import org.eclipse.jetty.server.Session;
import org.jspecify.annotations.Nullable;

/**
 * The session as the servlet API has it. After {@link #invalidate} it can't be used, except for the
 * facts that the servlet API still gives then.
 */
final class ServletSession implements HttpSession, Session.API {

  private final ObservedSession listened;
  private final ServletContext context;
  private final boolean isNew;
  private final JettySession core = new JettySession(this, this::isValid);
  private volatile @Nullable Facts last;

  /** What the servlet API gives of a session that was invalidated. */
  record Facts(String id, int maxInactiveInterval) {}

  /**
   * @param isNew whether the client does not know the session yet
   */
  ServletSession(ObservedSession listened, ServletContext context, boolean isNew) {
    this.listened = listened;
    this.context = context;
    this.isNew = isNew;
  }

  private RequestSession session() {
    if (last != null) {
      throw new IllegalStateException("The session was invalidated");
    }
    return listened.session();
  }

  Facts facts() {
    return new Facts(getId(), getMaxInactiveInterval());
  }

  /** Makes it unusable from now on. */
  void end(Facts facts) {
    last = facts;
  }

  boolean isValid() {
    return last == null;
  }

  @Override
  public JettySession getSession() {
    return core;
  }

  @Override
  public String getId() {
    Facts facts = last;
    return facts == null ? session().id().value() : facts.id();
  }

  @Override
  public boolean isNew() {
    session();
    return isNew;
  }

  @Override
  public long getCreationTime() {
    RequestSession session = session();
    Instant noted = session.isNew() ? null : session.creationTime();
    return noted == null ? listened.requestArrivedAt() : noted.toEpochMilli();
  }

  /**
   * Returns when the request before this one used the session. If that is not known, as without the
   * option {@code lastAccess}, returns when this request came.
   */
  @Override
  public long getLastAccessedTime() {
    Instant used = session().lastAccessTime();
    return used == null ? listened.requestArrivedAt() : used.toEpochMilli();
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  /**
   * Sets how long the session lives without being used.
   *
   * @throws IllegalArgumentException if it is zero or less, which in the servlet API means a
   *     session that never ends: that is an option of the store
   */
  @Override
  public void setMaxInactiveInterval(int seconds) {
    if (last != null) {
      return;
    }
    if (seconds <= 0) {
      throw new IllegalArgumentException(
          "A single session cannot live forever. For sessions that never expire use the store's"
              + " option disableTtl");
    }
    listened.change(
        session -> {
          session.setIdleInterval(Duration.ofSeconds(seconds));
          return null;
        });
  }

  /** Its own interval, or the cookie's {@code maxAge}, or the store's {@code ttl}. */
  @Override
  public int getMaxInactiveInterval() {
    Facts facts = last;
    if (facts != null) {
      return facts.maxInactiveInterval();
    }
    RequestSession session = session();
    Duration interval = session.idleInterval();
    if (interval == null) {
      interval = session.cookie().maxAge();
    }
    if (interval == null) {
      interval = listened.usualInterval();
    }
    return (int) Math.min(Integer.MAX_VALUE, interval.plusMillis(999).toSeconds());
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return session().get(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return Collections.enumeration(session().names());
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    session();
    listened.setAttribute(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    setAttribute(name, null);
  }

  @Override
  public void invalidate() {
    session();
    listened.destroy();
  }
}
