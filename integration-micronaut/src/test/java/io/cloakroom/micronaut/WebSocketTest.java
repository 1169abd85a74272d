package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a WebSocket that stays open learns of its session. */
class WebSocketTest {

  private final TestSite site = TestSite.over(InMemoryRedisCommands.create(), "websocket");
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void H26_aMessageHandlerSeesWhatRequestsChangedSinceTheUpgrade() throws Exception {
    String cookie = TestSite.cookie(site.get("/set/ada"));
    WebSocket socket = open(cookie);
    assertThat(say(socket, "who?")).isEqualTo("ada");

    site.get("/set/grace", "Cookie", cookie);

    assertThat(say(socket, "who?")).isEqualTo("grace");
    socket.abort();
  }

  @Test
  void H26_aSocketLearnsWithTheNextMessageThatItsSessionHasEnded() throws Exception {
    String cookie = TestSite.cookie(site.get("/set/ada"));
    WebSocket socket = open(cookie);
    assertThat(say(socket, "who?")).isEqualTo("ada");

    site.get("/log-out", "Cookie", cookie);

    assertThat(say(socket, "who?")).isEqualTo("closed: logged out");
  }

  private WebSocket open(String cookie) throws Exception {
    return site.client()
        .newWebSocketBuilder()
        .header("Cookie", cookie)
        .buildAsync(site.uri("ws", "/chat"), new Ear(heard))
        .get(10, TimeUnit.SECONDS);
  }

  private String say(WebSocket socket, String message) throws Exception {
    socket.sendText(message, true).get(10, TimeUnit.SECONDS);
    return heard.poll(10, TimeUnit.SECONDS);
  }

  private record Ear(BlockingQueue<String> heard) implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard.add(data.toString());
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed: " + reason);
      return null;
    }
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "websocket")
  static class Pages {

    @Get("/set/{user}")
    String set(String user, Session session) {
      session.put("user", user);
      return "set";
    }

    @Get("/log-out")
    String logOut(RequestSession session) {
      session.destroy();
      return "logged out";
    }
  }

  @ServerWebSocket("/chat")
  @Requires(property = TestSite.SPEC, value = "websocket")
  static class Chat {

    @OnMessage
    CompletionStage<?> received(String message, RequestSession session, WebSocketSession socket) {
      return session
          .reload()
          .thenCompose(
              alive -> {
                if (!alive) {
                  socket.close(new CloseReason(4001, "logged out"));
                  return java.util.concurrent.CompletableFuture.completedStage("");
                }
                return socket.sendAsync(socket.get("user", String.class).orElse("nobody"));
              });
    }
  }
}
