package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.JavalinConfig;
import io.javalin.websocket.WsMessageContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    config.routes.get("/log-out", ctx -> ctx.req().getSession().invalidate());
    config.routes.wsBefore("/guarded", ws -> ws.onMessage(WebSocketTest::requireSession));
    config.routes.wsException(
        NoSuchElementException.class, (e, ctx) -> ctx.closeSession(4001, e.getMessage()));
    config.routes.ws(
        "/guarded",
        ws ->
            ws.onMessage(
                ctx -> {
                  SessionExtension session = RedisSessionPlugin.of(ctx);
                  if (ctx.message().equals("change")) {
                    session.set("a", "changed");
                  } else if (ctx.message().equals("end")) {
                    session.destroy();
                  }
                  ctx.send("done");
                }));
    config.routes.wsException(
        IllegalStateException.class, (e, ctx) -> ctx.send("refused: " + e.getMessage()));
    for (String path : new String[] {"/reading", "/changing"}) {
      config.routes.ws(
          path,
          ws -> {
            ws.onConnect(ctx -> ctx.send("connect " + ctx.sessionAttribute("a")));
            ws.onMessage(ctx -> ctx.send("message " + ctx.sessionAttribute("a")));
          });
    }
  }

  private static void requireSession(WsMessageContext ctx) {
    if (!RedisSessionPlugin.of(ctx).reload()) {
      throw new NoSuchElementException("logged out");
    }
  }

  private static final class Messages implements WebSocket.Listener {
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<String> second = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code + " " + reason);
      return null;
    }

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

    WebSocket socket = open("/reading", cookie, messages);

    assertThat(messages.first.get(10, TimeUnit.SECONDS)).isEqualTo("connect 1");
    socket.sendText("?", true).get(10, TimeUnit.SECONDS);
    assertThat(messages.second.get(10, TimeUnit.SECONDS)).isEqualTo("message 1");
    socket.abort();
  }

  private WebSocket open(String path, String cookie, Messages messages) throws Exception {
    return site.client()
        .newWebSocketBuilder()
        .header("Cookie", cookie)
        .buildAsync(site.uri("ws", path), messages)
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void H38_aSocketIsClosedWithTheNextMessageAfterLogOutAndNoHandlerSeesIt() throws Exception {
    String cookie = Site.cookie(site.get("/begin"));
    Messages messages = new Messages();
    WebSocket socket = open("/guarded", cookie, messages);
    socket.sendText("?", true).get(10, TimeUnit.SECONDS);
    assertThat(messages.first.get(10, TimeUnit.SECONDS)).isEqualTo("done");

    site.get("/log-out", "Cookie", cookie);
    socket.sendText("?", true).get(10, TimeUnit.SECONDS);

    assertThat(messages.closed.get(10, TimeUnit.SECONDS)).isEqualTo("4001 logged out");
    assertThat(messages.second).isNotDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"change", "end"})
  void H36_aMessageCannotChangeTheSession(String message) throws Exception {
    String cookie = Site.cookie(site.get("/begin"));
    Messages messages = new Messages();
    WebSocket socket = open("/guarded", cookie, messages);

    socket.sendText(message, true).get(10, TimeUnit.SECONDS);

    assertThat(messages.first.get(10, TimeUnit.SECONDS)).startsWith("refused");
    assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("1");
    socket.abort();
  }

  @Test
  void H38_aMessageWhileRedisIsAwayIsNoLogOut() throws Exception {
    String cookie = Site.cookie(site.get("/begin"));
    Messages messages = new Messages();
    WebSocket socket = open("/guarded", cookie, messages);

    site.redis.away = true;
    socket.sendText("?", true).get(10, TimeUnit.SECONDS);

    assertThat(messages.closed.get(10, TimeUnit.SECONDS)).startsWith("1011");
    site.redis.away = false;
    assertThat(site.get("/read/a", "Cookie", cookie).body()).isEqualTo("1");
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
