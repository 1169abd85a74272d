package io.cloakroom.tck.http.site;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request.
 *
 * @param headers the values of each, a line or a field for each value
 * @param body in pieces; in one its length is said before, and none is no body
 */
public record WebRequest(
    String method, String target, Map<String, List<String>> headers, List<String> body) {

  /** The headers that the JDK's client writes itself. */
  static final Set<String> OF_CLIENTS = Set.of("Connection", "Expect", "Host");

  /** A request without a body. */
  public WebRequest(String method, String target, Map<String, List<String>> headers) {
    this(method, target, headers, List.of());
  }

  /** The same with nothing behind its headers. */
  WebRequest withoutBody() {
    return new WebRequest(method, target, headers);
  }

  /** The same for the JDK's client, which is not to send a body; see {@link BodyClient}. */
  HttpRequest to(URI server) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(target))
            .timeout(RunningSite.TIMEOUT)
            .method(method, BodyPublishers.noBody());
    if (!headers.containsKey("Accept")) {
      request.header("Accept", RunningSite.ACCEPT);
    }
    headers.forEach(
        (name, values) -> {
          if (!OF_CLIENTS.contains(name)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }
}
