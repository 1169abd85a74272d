package io.cloakroom.javalin;

import io.cloakroom.session.ExpiredSession;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.eclipse.jetty.server.Session;
import org.jspecify.annotations.Nullable;

/**
 * A session that has expired, as {@code HttpSessionListener.sessionDestroyed} is given it: its
 * masked id, when it was created, and {@link ExpiredSession#USER_ATTRIBUTE}. Nothing else of it is
 * left.
 */
final class ExpiredServletSession implements HttpSession, Session.API {

  private final ExpiredSession expired;
  private final ServletContext context;
  private final JettySession core = new JettySession(this, () -> false);

  ExpiredServletSession(ExpiredSession expired, ServletContext context) {
    this.expired = expired;
    this.context = context;
  }

  @Override
  public JettySession getSession() {
    return core;
  }

  /** Returns the masked id, or its hash with the option {@code idHashing}. */
  @Override
  public String getId() {
    return expired.name();
  }

  @Override
  public long getCreationTime() {
    if (expired.created() == null) {
      throw over("it is not known when it was created");
    }
    return expired.created().toEpochMilli();
  }

  @Override
  public long getLastAccessedTime() {
    throw over("it is not known when it was used");
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {}

  /** Returns zero: it has no time left. */
  @Override
  public int getMaxInactiveInterval() {
    return 0;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return name.equals(ExpiredSession.USER_ATTRIBUTE) ? expired.user() : null;
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return Collections.enumeration(
        expired.user() == null ? List.of() : List.of(ExpiredSession.USER_ATTRIBUTE));
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    throw over("it can't be changed");
  }

  @Override
  public void removeAttribute(String name) {
    throw over("it can't be changed");
  }

  @Override
  public void invalidate() {
    throw over("it can't be ended");
  }

  @Override
  public boolean isNew() {
    return false;
  }

  private static IllegalStateException over(String so) {
    return new IllegalStateException("The session has expired, so " + so);
  }
}
