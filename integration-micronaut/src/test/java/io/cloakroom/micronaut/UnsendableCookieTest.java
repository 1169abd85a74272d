package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.SessionEngine;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.HttpSessionFilter;
import io.micronaut.session.http.SessionForRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Secure cookie over plain http, and Micronaut's own ways to give a request a session. */
class UnsendableCookieTest {

  private static TestSite site() {
    return TestSite.over(
        InMemoryRedisCommands.create(), "unsendable", Map.of("cloakroom.cookie.secure", "ALWAYS"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/log-in", "/log-in-by-create", "/give-a-stored-one"})
  void H30_aVisitorIsNotGivenASessionWhoseCookieCannotBeSent(String page) throws Exception {
    try (TestSite site = site()) {
      HttpResponse<String> response = site.get(page);

      assertThat(response.statusCode()).as("it must not look as if it were done").isEqualTo(500);
      assertThat(TestSite.cookies(response)).isEmpty();
    }
  }

  @Test
  void H17_whatIsNoLogInGoesOnWithoutASession() throws Exception {
    try (TestSite site = site()) {
      assertThat(site.get("/create").statusCode()).isEqualTo(200);
      assertThat(((RedisSessionStore) site.bean(SessionEngine.class).store()).blocking().ids())
          .isEmpty();
    }
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "unsendable")
  static class Pages {

    private static final Map<String, String> ADA = Map.of("name", "ada");

    private final SessionStore<Session> sessions;

    Pages(SessionStore<Session> sessions) {
      this.sessions = sessions;
    }

    @Get("/log-in")
    String logIn(Session session) {
      session.put("micronaut.AUTHENTICATION", ADA);
      return "logged in";
    }

    @Get("/log-in-by-create")
    String logInByCreate(HttpRequest<?> request) {
      SessionForRequest.create(sessions, request).put("micronaut.AUTHENTICATION", ADA);
      return "logged in";
    }

    @Get("/give-a-stored-one")
    CompletableFuture<String> giveAStoredOne(HttpRequest<?> request) {
      Session session = sessions.newSession();
      session.put("user", "ada");
      return sessions
          .save(session)
          .thenApply(
              saved -> {
                request.setAttribute(HttpSessionFilter.SESSION_ATTRIBUTE, saved);
                return "given";
              });
    }

    @Get("/create")
    String create(HttpRequest<?> request) {
      SessionForRequest.create(sessions, request).put("color", "blue");
      return "created";
    }
  }
}
