package io.cloakroom.javalin;

import io.cloakroom.http.RequestSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The session as the servlet API has it. Two things differ:
 *
 * <ul>
 *   <li>The record does not hold when the session was created or used: both times are that of the
 *       request.
 *   <li>No listener hears of sessions or their attributes: sessions end in Redis, where no servlet
 *       container sees it.
 * </ul>
 */
final class ServletSession implements HttpSession {

  private final SessionAccess access;
  private final ServletContext context;
  private volatile boolean ended;

  ServletSession(SessionAccess access, ServletContext context) {
    this.access = access;
    this.context = context;
  }

  private RequestSession session() {
    if (ended) {
      throw new IllegalStateException("The session was invalidated");
    }
    return access.session();
  }

  void ended() {
    ended = true;
  }

  @Override
  public String getId() {
    return session().id().value();
  }

  @Override
  public boolean isNew() {
    return session().isNew();
  }

  @Override
  public long getCreationTime() {
    Instant noted = session().creationTime();
    return noted == null ? access.arrivedAt() : noted.toEpochMilli();
  }

  @Override
  public long getLastAccessedTime() {
    session();
    return access.arrivedAt();
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  /**
   * Sets the cookie's {@code maxAge}. The browser then counts from when the cookie was last issued:
   * turn the option {@code rolling} on where that should be each request.
   *
   * @throws IllegalArgumentException if it is zero or less, which in the servlet API means a
   *     session that never ends: that is an option of the store
   */
  @Override
  public void setMaxInactiveInterval(int seconds) {
    if (seconds <= 0) {
      throw new IllegalArgumentException(
          "A session can't be made to live for ever, but its store can: use option disableTtl");
    }
    RequestSession session = session();
    session.setCookie(session.cookie().withMaxAge(Duration.ofSeconds(seconds)));
  }

  /** The cookie's {@code maxAge} in seconds; 0 where it has none, and the store's TTL counts. */
  @Override
  public int getMaxInactiveInterval() {
    Duration maxAge = session().cookie().maxAge();
    return maxAge == null ? 0 : Math.toIntExact(maxAge.plusMillis(999).toSeconds());
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
    if (value == null) {
      removeAttribute(name);
    } else {
      session().set(name, value);
    }
  }

  @Override
  public void removeAttribute(String name) {
    session().remove(name);
  }

  @Override
  public void invalidate() {
    session();
    access.end(RequestSession::destroy);
  }
}
