package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** H26: WebSockets. */
interface WebSocketClauses extends HttpClauses {

  @Test
  default void H26_aWebSocketReadsTheSessionOfItsUpgradeRequest() {
    http().needs(HttpCapability.WEB_SOCKETS);
    Visitor guest = guestOf(site(), "color", "red");

    assertThat(greeting(guest.cookieHeader())).isEqualTo("red");
  }

  @Test
  default void H26_aWebSocketWithoutASessionLeavesNothingBehind() {
    http().needs(HttpCapability.WEB_SOCKETS);
    List<String> keys = site().keys();

    assertThat(greeting("theme=dark")).isEqualTo(Route.NONE);

    assertThat(site().keys()).containsExactlyInAnyOrderElementsOf(keys);
  }

  private String greeting(String cookie) {
    Website site = site();
    URI uri =
        URI.create("ws://" + site.uri().getAuthority() + Route.WEB_SOCKET_PATH + "?name=color");
    CompletableFuture<String> greeting = new CompletableFuture<>();
    WebSocket socket =
        site.client()
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .buildAsync(uri, new FirstMessage(greeting))
            .orTimeout(Website.TIMEOUT.toSeconds(), TimeUnit.SECONDS)
            .join();
    try {
      return greeting.orTimeout(Website.TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    } finally {
      socket.abort();
    }
  }

  /** Takes the first text message. */
  record FirstMessage(CompletableFuture<String> message) implements WebSocket.Listener {

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      message.complete(text.toString());
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      message.completeExceptionally(failure);
    }
  }
}
