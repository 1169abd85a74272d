package io.cloakroom.javalin;

import io.cloakroom.http.SessionEngine;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.RedisSessionStore;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpSessionAttributeListener;
import java.time.Duration;
import java.util.EventListener;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces Jetty's own sessions, which every servlet context must have. It reads no cookie, takes
 * no id from a URL and makes no session; it gives the context requests whose session is ours, and
 * calls the listeners that the application registered with the context.
 */
final class ServletSessions extends SessionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionPlugin.class);

  private final SessionEngine engine;
  private final ServletContext context;
  private volatile boolean attributeListeners;

  ServletSessions(SessionEngine engine, ServletContext context) {
    this.engine = engine;
    this.context = context;
    SessionCookie cookie = engine.cookieOver(false);
    setSessionCookie(engine.cookieName());
    setSessionPath(cookie.path());
    setSessionDomain(cookie.domain());
    setHttpOnly(cookie.httpOnly());
    setSecureCookies(Boolean.TRUE.equals(cookie.secure()));
    setMaxCookieAge(maxAgeOf(cookie));
    if (cookie.sameSite() != null) {
      setSameSite(SameSite.valueOf(cookie.sameSite().name()));
    }
    setUsingUriParameters(false);
    super.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
  }

  private static int maxAgeOf(SessionCookie cookie) {
    return cookie.maxAge() == null
        ? -1
        : (int) Math.min(Integer.MAX_VALUE, cookie.maxAge().toSeconds());
  }

  /**
   * Refuses what an application has configured by the servlet API, which would be ignored.
   *
   * @throws IllegalStateException that says which option to use
   */
  @Override
  public void doStart() throws Exception {
    super.doStart();
    SessionCookie cookie = engine.cookieOver(false);
    if (!engine.cookieName().equals(getSessionCookie())
        || !cookie.path().equals(getSessionPath())
        || maxAgeOf(cookie) != getMaxCookieAge()
        || !getEffectiveSessionTrackingModes().equals(Set.of(SessionTrackingMode.COOKIE))) {
      throw new IllegalStateException(
          "The session cookie is configured by the options of the RedisSessionPlugin, such as name"
              + " and cookie.path, and not by the servlet context");
    }
  }

  /**
   * Gives what is inside of the context a request with our session. Servlets, filters, listeners
   * and asynchronous contexts all ask this request for it.
   */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Handler next = getHandler();
    SessionAccess access = SessionAccess.of(request);
    access.servedBy(ServletContextHandler.getCurrentServletContext(), this);
    return next != null && next.handle(new WithSession(request, access), response, callback);
  }

  @Override
  public boolean addEventListener(EventListener listener) {
    attributeListeners |= listener instanceof HttpSessionAttributeListener;
    return super.addEventListener(listener);
  }

  /** The store's {@code ttl}; zero, as for a session without end, where the store does not say. */
  Duration usualInterval() {
    return engine.store() instanceof RedisSessionStore store ? store.ttl() : Duration.ZERO;
  }

  /** Stops looking for sessions that have expired. */
  @Override
  protected void doStop() throws Exception {
    engine.close();
    super.doStop();
  }

  /** Calls the listeners with a session that has expired. */
  void expired(ExpiredSession session) {
    if (isStarted()) {
      onSessionDestroyed(new ExpiredServletSession(session, context).getSession());
    }
  }

  @Override
  public void onSessionCreated(Session session) {
    tell(() -> super.onSessionCreated(session));
  }

  @Override
  public void onSessionIdChanged(Session session, String oldId) {
    tell(() -> super.onSessionIdChanged(session, oldId));
  }

  @Override
  public void onSessionAttributeUpdate(
      Session session, String name, @Nullable Object before, @Nullable Object now) {
    tell(() -> super.onSessionAttributeUpdate(session, name, before, now));
  }

  @Override
  public void onSessionDestroyed(Session session) {
    tell(() -> super.onSessionDestroyed(session));
  }

  /** Calls listeners. What they throw is logged: a log-out must not fail because of it. */
  private static void tell(Runnable listeners) {
    try {
      listeners.run();
    } catch (Throwable e) { // Kotlin code throws checked exceptions and Errors, too
      LOG.error("A listener of HTTP sessions has thrown", e);
    }
  }

  /** Returns whether there are listeners for attributes. */
  boolean hasAttributeListeners() {
    return attributeListeners;
  }

  private static final class WithSession extends Request.Wrapper {

    private final SessionAccess access;

    WithSession(Request request, SessionAccess access) {
      super(request);
      this.access = access;
    }

    @Override
    public org.eclipse.jetty.server.@Nullable Session getSession(boolean create) {
      ServletSession session = access.listened().view(create);
      return session == null ? null : session.getSession();
    }
  }
}
