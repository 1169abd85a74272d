package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.http.SessionListener;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.RedisSessionStore;
import io.javalin.Javalin;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners of the servlet context, and of the engine, learn of sessions that expire. */
class ExpiryTest {

  private final MovableClock clock = MovableClock.atNow();
  private final List<HttpSession> destroyed = new CopyOnWriteArrayList<>();
  private final List<ExpiredSession> expired = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final RedisSessionPlugin sessions =
      new RedisSessionPlugin(
          options ->
              options
                  .store(
                      RedisSessionStore.builder(InMemoryRedisCommands.with(clock))
                          .clock(clock)
                          .ttl(Duration.ofMinutes(30))
                          .userIndex("user")
                          .expiredEvents(true)
                          .build())
                  .secret("a secret of at least thirty-two bytes")
                  .listener(
                      new SessionListener() {
                        @Override
                        public void expired(ExpiredSession session) {
                          expired.add(session);
                        }
                      }));
  private final Javalin app =
      Javalin.create(
              config -> {
                config.startup.showJavalinBanner = false;
                config.jetty.port = 0;
                config.jetty.host = "127.0.0.1";
                config.registerPlugin(sessions);
                config.jetty.modifyServletContextHandler(
                    servlets -> servlets.addEventListener(new Heard()));
                config.routes.get("/begin", ctx -> ctx.sessionAttribute("user", "ada"));
                config.routes.get("/read", ctx -> ctx.result("" + ctx.sessionAttribute("user")));
                config.routes.get("/end", ctx -> ctx.req().getSession().invalidate());
              })
          .start();

  private final class Heard implements HttpSessionListener {

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      destroyed.add(event.getSession());
    }
  }

  @AfterEach
  void stop() {
    app.stop();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void aSessionThatExpiresIsDestroyedForTheServletsListeners() throws Exception {
    String cookie = Site.cookie(get("/begin"));
    clock.advance(Duration.ofMinutes(20));
    assertThat(get("/read", "Cookie", cookie).body()).isEqualTo("ada");
    clock.advance(Duration.ofMinutes(20));
    assertThat(sessions.engine().sweep()).as("it was used 20 minutes ago").isZero();

    clock.advance(Duration.ofMinutes(31));
    assertThat(sessions.engine().sweep()).isEqualTo(1);
    assertThat(sessions.engine().sweep()).isZero();

    assertThat(expired).hasSize(1);
    assertThat(expired.get(0).user()).isEqualTo("ada");
    assertThat(destroyed).hasSize(1);
    HttpSession session = destroyed.get(0);
    assertThat(session.getId()).isEqualTo(expired.get(0).name());
    assertThat(cookie).doesNotContain(session.getId());
    assertThat(session.getCreationTime()).isEqualTo(expired.get(0).created().toEpochMilli());
    assertThat(session.getAttribute(ExpiredSession.USER_ATTRIBUTE)).isEqualTo("ada");
    assertThat(session.getAttribute("user")).isNull();
    assertThat(session.getServletContext()).isNotNull();
    assertThatThrownBy(() -> session.setAttribute("a", "b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expired");
  }

  @Test
  void aSessionThatIsInvalidatedIsDestroyedOnce() throws Exception {
    String cookie = Site.cookie(get("/begin"));
    get("/end", "Cookie", cookie);
    assertThat(destroyed).hasSize(1);

    clock.advance(Duration.ofHours(2));

    assertThat(sessions.engine().sweep()).isZero();
    assertThat(destroyed).hasSize(1);
    assertThat(expired).isEmpty();
  }

  @Test
  void theThreadThatLooksEndsWithTheApplication() throws Exception {
    List<Thread> looking = threads();
    assertThat(looking).isNotEmpty();

    app.stop();

    for (Thread thread : looking) {
      thread.join(15_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("cloakroom-expired-sessions"))
        .toList();
  }
}
