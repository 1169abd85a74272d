package io.cloakroom.javalin;

import io.cloakroom.http.SessionData;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.jspecify.annotations.Nullable;

/** The session as Jetty's requests hold it; the servlet session does all the work. */
final class JettySession implements Session {

  private final HttpSession servlet;
  private final BooleanSupplier valid;

  JettySession(HttpSession servlet, BooleanSupplier valid) {
    this.servlet = servlet;
    this.valid = valid;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Jetty declares it
  public <T extends Session.API> T getApi() {
    return (T) servlet;
  }

  @Override
  public boolean isValid() {
    return valid.getAsBoolean();
  }

  @Override
  public String getId() {
    return servlet.getId();
  }

  @Override
  public String getExtendedId() {
    return servlet.getId();
  }

  @Override
  public long getLastAccessedTime() {
    return servlet.getLastAccessedTime();
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    servlet.setMaxInactiveInterval(seconds);
  }

  @Override
  public int getMaxInactiveInterval() {
    return servlet.getMaxInactiveInterval();
  }

  @Override
  public void renewId(Request request, Response response) {
    SessionAccess.of(request).listened().regenerate(SessionData.KEEP);
  }

  @Override
  public void invalidate() {
    servlet.invalidate();
  }

  @Override
  public boolean isNew() {
    return servlet.isNew();
  }

  /** No id goes into a URI. */
  @Override
  public String encodeURI(Request request, String uri, boolean cookiesInUse) {
    return uri;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return servlet.getAttribute(name);
  }

  @Override
  public @Nullable Object setAttribute(String name, @Nullable Object value) {
    Object before = servlet.getAttribute(name);
    servlet.setAttribute(name, value);
    return before;
  }

  @Override
  public @Nullable Object removeAttribute(String name) {
    return setAttribute(name, null);
  }

  @Override
  public Set<String> getAttributeNameSet() {
    return new TreeSet<>(Collections.list(servlet.getAttributeNames()));
  }
}
