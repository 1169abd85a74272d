package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler chooses for a session, before it gives it a new id and after. */
class ChosenAtLogInTest {

  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final Duration MAX_AGE = Duration.ofDays(30);

  private final SessionStore store =
      RedisSessionStore.builder(InMemoryRedisCommands.create()).build();
  private final SessionEngine engine =
      SessionEngine.builder().store(store).secret("a secret of at least thirty-two bytes").build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interval cookie user regenerate",
        "regenerate interval cookie user",
        "interval regenerate cookie regenerate user",
        "user cookie regenerate interval",
        "regenerate user regenerate cookie interval"
      })
  void H11_whatAHandlerChoosesHoldsBeforeAndAfterANewId(String steps) {
    for (boolean guest : List.of(true, false)) {
      SessionExchange request = engine.begin(requestWith(guest ? cookie() : ""));
      RequestSession session = request.load().toCompletableFuture().join();
      for (String step : steps.split(" ", -1)) {
        take(step, session);
      }
      List<String> cookies = request.commit().toCompletableFuture().join().setCookie();

      Session stored = store.blocking().get(session.id()).orElseThrow();
      assertThat(stored.idleInterval()).as("%s, %s", steps, guest).isEqualTo(INTERVAL);
      assertThat(stored.get("user")).isEqualTo("ada");
      assertThat(cookies).singleElement().asString().contains("Max-Age=" + MAX_AGE.toSeconds());
    }
  }

  private static void take(String step, RequestSession session) {
    switch (step) {
      case "interval" -> session.setIdleInterval(INTERVAL);
      case "cookie" -> session.setCookie(session.cookie().withMaxAge(MAX_AGE));
      case "user" -> session.set("user", "ada");
      default -> session.regenerate(SessionData.KEEP);
    }
  }

  private String cookie() {
    SessionExchange first = engine.begin(requestWith(""));
    first.load().toCompletableFuture().join().set("color", "red");
    return first.commit().toCompletableFuture().join().setCookie().get(0).replaceFirst(";.*", "");
  }

  private static SessionRequest requestWith(String cookie) {
    return SessionRequest.of(
        "/", true, name -> name.equals("Cookie") ? List.of(cookie) : List.of());
  }
}
