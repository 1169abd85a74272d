package io.cloakroom.javalin;

import io.cloakroom.http.SessionRequest;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.server.Request;

/** A request as the engine asks for it. */
record JettyRequest(Request request) implements SessionRequest {

  @Override
  public String path() {
    return Objects.requireNonNullElse(request.getHttpURI().getPath(), "/");
  }

  /**
   * Returns whether the connection is TLS, or one of the server's customizers says so. What the
   * innermost request says does not count: there an absolute https URI in the request line is
   * enough.
   */
  @Override
  public boolean isSecure() {
    return request.getConnectionMetaData().isSecure()
        || (request.isSecure() && !Request.unWrap(request).isSecure());
  }

  @Override
  public List<String> headers(String name) {
    return request.getHeaders().getValuesList(name);
  }
}
