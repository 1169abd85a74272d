package io.cloakroom.javalin;

import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.FailureLog;
import io.cloakroom.http.SessionData;
import io.cloakroom.redis.RedisCommandException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.eclipse.jetty.session.ManagedSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Surrounds all other filters: it sees the exceptions that Javalin lets through, and knows which id
 * the client sent.
 */
final class SessionFilter implements Filter {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionPlugin.class);

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    SessionAccess access = SessionAccess.of(request);
    boolean returned = false;
    try {
      chain.doFilter(new WithSession((HttpServletRequest) request, access), response);
      returned = true;
    } catch (RedisCommandException e) {
      if (response.isCommitted()) {
        throw e;
      }
      FailureLog.error(LOG, "A session could not be read", e);
      answer((HttpServletResponse) response, FailureAnswer.to(e));
    } finally {
      if (!returned) {
        access.handlerFailed();
      }
    }
  }

  private static void answer(HttpServletResponse response, FailureAnswer answer)
      throws IOException {
    response.reset();
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.getWriter().write(answer.text());
  }

  /**
   * Answers instead of Jetty's request. That would need the id before anybody asks, and checking a
   * signature costs time. After the response it also no longer knows its session, so a thread that
   * comes too late would get no clear error.
   */
  private static final class WithSession extends HttpServletRequestWrapper {

    private final SessionAccess access;

    WithSession(HttpServletRequest request, SessionAccess access) {
      super(request);
      this.access = access;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
      return access.listened().view(create);
    }

    @Override
    public @Nullable HttpSession getSession() {
      return getSession(true);
    }

    /** Does what Jetty's own request does, which after the response no longer knows itself. */
    @Override
    @SuppressWarnings("deprecation") // Jetty 12.0 has no other name for it
    public String changeSessionId() {
      HttpSession session = getSession(false);
      if (session == null) {
        throw new IllegalStateException("There is no session whose id could be changed");
      }
      String id = access.listened().regenerate(SessionData.KEEP).value();
      if (getRemoteUser() != null) {
        session.setAttribute(ManagedSession.SESSION_CREATED_SECURE, true);
      }
      return id;
    }

    /** Returns the id in the session cookie; null if there is none whose signature is right. */
    @Override
    public @Nullable String getRequestedSessionId() {
      return access.requestedId();
    }

    @Override
    public boolean isRequestedSessionIdValid() {
      return access.isRequestedIdValid();
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
      return access.requestedId() != null;
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
      return false;
    }
  }
}
