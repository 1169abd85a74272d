package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The session of a request that becomes a WebSocket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketTest {

  private static final String[] UPGRADE = {
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
  };

  private Site site;

  @BeforeAll
  void start() {
    site = Site.of(WebSocketTest::routes);
  }

  @AfterAll
  void stop() {
    site.close();
  }

  @BeforeEach
  void comeBack() {
    site.redis.away = false;
  }

  private static void routes(JavalinConfig config) {
    config.routes.get("/begin", ctx -> ctx.sessionAttribute("a", "1"));
    config.routes.wsBeforeUpgrade("/changing", ctx -> ctx.sessionAttribute("a", "upgraded"));
    for (String path : new String[] {"/reading", "/changing"}) {
      config.routes.ws(
          path,
          ws -> {
            ws.onConnect(ctx -> ctx.send("connect " + ctx.sessionAttribute("a")));
            ws.onMessage(ctx -> ctx.send("message " + ctx.sessionAttribute("a")));
          });
    }
  }

  private static final class Messages implements WebSocket.Listener {
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<String> second = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      if (!first.complete(text.toString())) {
        second.complete(text.toString());
      }
      socket.request(1);
      return null;
    }
  }

  @Test
  void H26_theSessionCanBeReadWhenConnectedAndLater() throws Exception {
    String cookie = Site.cookie(site.get("/begin"));
    Messages messages = new Messages();

    WebSocket socket =
        site.client()
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .buildAsync(site.uri("ws", "/reading"), messages)
            .get(10, TimeUnit.SECONDS);

    assertThat(messages.first.get(10, TimeUnit.SECONDS)).isEqualTo("connect 1");
    socket.sendText("?", true).get(10, TimeUnit.SECONDS);
    assertThat(messages.second.get(10, TimeUnit.SECONDS)).isEqualTo("message 1");
    socket.abort();
  }

  @Test
  void H26_anUpgradeWithoutASessionBeginsNone() throws Exception {
    site.store.blocking().clear();

    String head = head("/reading", "Cookie: a=\"; \u00e9=\\; sid=garbage");

    assertThat(head).startsWith("HTTP/1.1 101").doesNotContain("Set-Cookie");
    assertThat(site.ids()).isEmpty();
  }

  @Test
  void H26_aSessionThatBeginsBeforeTheUpgradeIsSavedBeforeIt() throws Exception {
    site.store.blocking().clear();

    String head = head("/changing");

    assertThat(head).startsWith("HTTP/1.1 101").containsOnlyOnce("Set-Cookie: sid=");
    assertThat(site.ids()).hasSize(1);
  }

  @Test
  void H19_anUpgradeWhoseSessionCannotBeReadIs503() throws Exception {
    String cookie = Site.cookie(site.get("/begin"));
    site.redis.away = true;

    assertThat(head("/reading", "Cookie: " + cookie)).startsWith("HTTP/1.1 503");
  }

  @Test
  void H19_anUpgradeWhoseSessionCannotBeSavedIs503() throws Exception {
    site.redis.away = true;

    assertThat(head("/changing"))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 5")
        .doesNotContain("Set-Cookie");
    site.redis.away = false;
  }

  private String head(String path, String... headers) throws IOException {
    String[] all = java.util.Arrays.copyOf(UPGRADE, UPGRADE.length + headers.length);
    System.arraycopy(headers, 0, all, UPGRADE.length, headers.length);
    try (Socket socket = site.raw("GET " + path, all)) {
      return headOf(socket.getInputStream());
    }
  }

  private static String headOf(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The response ends within its head: " + head);
      }
      head.append(new String(new byte[] {(byte) next}, StandardCharsets.ISO_8859_1));
    }
    return head.toString();
  }
}
