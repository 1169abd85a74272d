package io.cloakroom.tck.http.site;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends requests that carry a body, each over a connection of its own, with its head and its body
 * in one piece. The JDK's client sends the body by itself, behind the head: a server whose handler
 * has not read it may have answered and closed by then, which resets the connection, and what the
 * client has not read yet of the response is lost.
 */
final class BodyClient {

  /** Whose threads end when they are no longer needed. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "cloakroom-kit-bodies");
            thread.setDaemon(true);
            return thread;
          });

  private BodyClient() {}

  static CompletableFuture<ReceivedResponse> send(URI server, WebRequest request) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (WebConnection connection = new WebConnection(server)) {
            return connection.send(List.of(request)).get(0);
          }
        },
        THREADS);
  }
}
