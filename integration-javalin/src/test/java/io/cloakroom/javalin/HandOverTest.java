package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hand-over of docs/moving.md: who was logged in with the old sessions stays logged in. */
class HandOverTest {

  private final Javalin app =
      Javalin.create(
              config -> {
                config.registerPlugin(
                    new RedisSessionPlugin(
                        sessions ->
                            sessions
                                .store(
                                    RedisSessionStore.builder(InMemoryRedisCommands.create())
                                        .build())
                                .secret("a secret of at least thirty-two bytes")));
                Map<String, Map<String, Object>> old = Map.of("old1", Map.of("user", "ada"));
                config.routes.before(new HandOver(id -> old.getOrDefault(id, Map.of()))::handle);
                config.routes.get("/who", ctx -> ctx.result("" + ctx.sessionAttribute("user")));
              })
          .start(0);
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @Test
  void aUserOfTheOldSessionsIsLoggedInAndStaysSo() throws Exception {
    try {
      assertThat(get("JSESSIONID=old1")).isEqualTo("ada");
      assertThat(get(null)).isEqualTo("ada");
    } finally {
      app.stop();
    }
  }

  @Test
  void anybodyElseIsNot() throws Exception {
    try {
      assertThat(get("JSESSIONID=unknown")).isEqualTo("null");
      assertThat(get(null)).isEqualTo("null");
    } finally {
      app.stop();
    }
  }

  private String get(String oldCookie) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + app.port() + "/who"));
    if (oldCookie != null) {
      request.header("Cookie", oldCookie);
    }
    return browser.send(request.build(), BodyHandlers.ofString()).body();
  }
}
