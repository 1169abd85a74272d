package io.cloakroom.tck.http.site;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.report.ClauseViolation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A connection over HTTP/2 without TLS, by the offer to upgrade. Each Cookie header is a field of
 * its own, as browsers send one for each cookie (RFC 9113, section 8.2.3); requests that are sent
 * together are streams at a time. No bodies are sent: a server that has answered before it got one
 * may reset the stream (RFC 9113, section 8.1), and the JDK's client then gives up the response.
 */
public final class Http2Connection implements WebClient {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
  private final URI server;
  private boolean upgraded;

  public Http2Connection(URI server) {
    this.server = server;
  }

  @Override
  public List<ReceivedResponse> send(List<WebRequest> requests) {
    if (!upgraded) { // by a request without a body, as the offer needs
      RunningSite.await(send(new WebRequest("GET", Route.UNTOUCHED.path(), Map.of())));
      upgraded = true;
    }
    List<CompletableFuture<ReceivedResponse>> running = requests.stream().map(this::send).toList();
    return running.stream().map(RunningSite::await).toList();
  }

  private CompletableFuture<ReceivedResponse> send(WebRequest sent) {
    return client
        .sendAsync(sent.withoutBody().to(server), BodyHandlers.ofByteArray())
        .thenApply(this::reply);
  }

  private ReceivedResponse reply(HttpResponse<byte[]> response) {
    if (response.version() != HttpClient.Version.HTTP_2) {
      throw new ClauseViolation(
          List.of("H39"),
          "%s answers over %s: where the framework offers no HTTP/2 without TLS, notClaimed names HttpCapability.HTTP_2"
              .formatted(server, response.version()),
          null);
    }
    return RunningSite.reply(response);
  }

  /** The client ends its connection once it is no longer referred to. */
  @Override
  public void close() {}
}
