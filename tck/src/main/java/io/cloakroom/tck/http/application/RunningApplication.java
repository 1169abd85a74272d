package io.cloakroom.tck.http.application;

import java.net.URI;

/**
 * An application that serves HTTP.
 *
 * @param uri where, such as {@code http://localhost:8080}, without a path: the kit's routes are at
 *     the root
 * @param server closes it, whatever requests are still under way
 */
public record RunningApplication(URI uri, AutoCloseable server) {

  /**
   * @throws IllegalArgumentException if the URI is not that of a server's root
   */
  public RunningApplication {
    if (uri.getHost() == null || uri.getPort() < 0 || uri.getPath().length() > 1) {
      throw new IllegalArgumentException(
          "The kit's application has to serve at a root, such as http://localhost:8080, not at "
              + uri);
    }
  }
}
