package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.store.fault.FailingCommand;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A handler saves by itself, the reply is lost, and the commit at its end saves again. */
class LostReplyTest {

  private static final String SECRET = "a secret of at least thirty-two bytes";

  private final InMemoryRedisCommands redis = InMemoryRedisCommands.create();
  private final SessionStore store = RedisSessionStore.builder(redis).build();

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void S39_whatAHandlerSavesWithoutAReplyIsSavedOnce(boolean exists, boolean logsIn) {
    int step = exists ? 1 : 0; // the first one loads
    while (isSavedOnce(exists ? cookie() : "", logsIn, new FailingCommand(step))) {
      step++;
    }
    assertThat(step).as("commands").isGreaterThan(exists ? 1 : 0);
  }

  /**
   * @return false where the reply to the save was not lost
   */
  private boolean isSavedOnce(String cookie, boolean logsIn, FailingCommand losing) {
    SessionExchange request = engine(losing).begin(requestWith(cookie));
    RequestSession session = request.load().toCompletableFuture().join();
    session.update("views", Integer.class, views -> views == null ? 1 : views + 1);
    if (logsIn) {
      session.regenerate(SessionData.KEEP);
    }
    if (session.save().handle((done, failure) -> failure == null).toCompletableFuture().join()) {
      return false;
    }
    session.set("user", "ada");

    List<String> cookies = request.commit().toCompletableFuture().join().setCookie();

    Session stored = store.blocking().get(session.id()).orElseThrow();
    assertThat(stored.get("views")).isEqualTo(1);
    assertThat(stored.get("user")).isEqualTo("ada");
    assertThat(cookies).hasSize(cookie.isEmpty() || logsIn ? 1 : 0);
    assertThat(store.blocking().length()).isEqualTo(1);
    store.clear().toCompletableFuture().join();
    return true;
  }

  private SessionEngine engine(FailingCommand losing) {
    return SessionEngine.builder()
        .store(
            RedisSessionStore.builder(
                    losing.losingItsAnswer(redis, new RedisTimeoutException("no answer", null)))
                .build())
        .secret(SECRET)
        .build();
  }

  private String cookie() {
    SessionExchange first =
        SessionEngine.builder().store(store).secret(SECRET).build().begin(requestWith(""));
    first.load().toCompletableFuture().join().set("color", "red");
    return first.commit().toCompletableFuture().join().setCookie().get(0).replaceFirst(";.*", "");
  }

  private static SessionRequest requestWith(String cookie) {
    return SessionRequest.of(
        "/", true, name -> name.equals("Cookie") ? List.of(cookie) : List.of());
  }
}
