package io.cloakroom.javalin;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * A request whose session is ours. There is a session where Redis holds one or an attribute was
 * set; {@code getSession(true)} hands out an empty one that is nowhere until then.
 */
final class SessionServletRequest extends HttpServletRequestWrapper {

  private final SessionAccess access;

  SessionServletRequest(HttpServletRequest request, SessionAccess access) {
    super(request);
    this.access = access;
  }

  @Override
  public @Nullable HttpSession getSession() {
    return getSession(true);
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return access.servletSession(getServletContext(), create);
  }

  @Override
  public String changeSessionId() {
    if (getSession(false) == null) {
      throw new IllegalStateException("There is no session whose id could be changed");
    }
    return access.session().regenerate(SessionData.KEEP).value();
  }

  /** The id in the session cookie; null if its signature is wrong, or no such session is there. */
  @Override
  public @Nullable String getRequestedSessionId() {
    return access.requestedId();
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    RequestSession session = access.session();
    return !session.isNew() && session.id().value().equals(access.requestedId());
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
