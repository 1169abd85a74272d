package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outside of the cookie's path, Micronaut's ways to a session begin none. */
class OutsideOfThePathTest {

  private static final RedisCommands REDIS = InMemoryRedisCommands.create();

  private static TestSite site;

  @BeforeAll
  static void start() {
    site = TestSite.over(REDIS, "outside", Map.of("cloakroom.cookie.path", "/app"));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/create", "/put", "/log-in", "/log-in-by-create", "/interval", "/save-argument"})
  void H25_outsideOfTheCookiesPathNoSessionIsStored(String page) throws Exception {
    String cookie = TestSite.cookie(site.get("/app/put"));
    List<String> keys = keys();

    for (String brought : List.of(cookie, "none=1")) {
      HttpResponse<String> response = site.get(page, "Cookie", brought);

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(TestSite.cookies(response)).isEmpty();
      assertThat(keys()).isEqualTo(keys);
    }
    assertThat(site.get("/app/value", "Cookie", cookie).body()).isEqualTo("red");
  }

  @Test
  void H25_outsideOfTheCookiesPathAnEmptySessionIsNotStored() throws Exception {
    List<String> keys = keys();

    HttpResponse<String> response = site.get("/create-only");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TestSite.cookies(response)).isEmpty();
    assertThat(keys()).isEqualTo(keys);
  }

  private static List<String> keys() {
    return REDIS.scan("sess:", ScanCursor.START, 1_000).toCompletableFuture().join().keys().stream()
        .sorted()
        .toList();
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "outside")
  static class Pages {

    private final SessionStore<Session> sessions;

    Pages(SessionStore<Session> sessions) {
      this.sessions = sessions;
    }

    @Get("/create")
    String create(HttpRequest<?> request) {
      SessionForRequest.create(sessions, request).put("color", "blue");
      return "created";
    }

    @Get("/create-only")
    String createOnly(HttpRequest<?> request) {
      return SessionForRequest.create(sessions, request).getId();
    }

    @Get(uris = {"/put", "/app/put"})
    String put(Session session) {
      session.put("color", "red");
      return "put";
    }

    @Get("/app/value")
    String value(Session session) {
      return session.get("color", String.class).orElse("none");
    }

    @Get("/log-in")
    String logIn(Session session) {
      session.put("micronaut.AUTHENTICATION", Map.of("name", "ada"));
      return "logged in";
    }

    @Get("/log-in-by-create")
    String logInByCreate(HttpRequest<?> request) {
      SessionForRequest.create(sessions, request)
          .put("micronaut.AUTHENTICATION", Map.of("name", "ada"));
      return "logged in";
    }

    @Get("/interval")
    String interval(Session session) {
      session.setMaxInactiveInterval(Duration.ofMinutes(5));
      return "set";
    }

    @Get("/save-argument")
    CompletableFuture<String> save(Session session) {
      return sessions.save(session).thenApply(Session::getId);
    }
  }
}
