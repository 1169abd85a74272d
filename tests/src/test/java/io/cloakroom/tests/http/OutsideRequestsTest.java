package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.CountingRedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that jobs and administrators begin, find and end. */
class OutsideRequestsTest {

  private static final Duration TTL = Duration.ofMinutes(30);

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
  private final CountingRedisCommands counted =
      CountingRedisCommands.over(InMemoryRedisCommands.with(clock));
  private final RedisSessionStore store =
      RedisSessionStore.builder(counted).clock(clock).ttl(TTL).build();

  /** Nobody's connection can be insecure. */
  @ParameterizedTest
  @EnumSource
  void aSessionBeginsWhateverTheCookieNeeds(Secure secure) {
    SessionEngine engine = engine(secure);
    RequestSession session = engine.create();
    session.set("user", "ada");
    session.setCookie(session.cookie().withMaxAge(TTL));

    assertThat(answer(session.save())).isTrue();

    Session stored = store.blocking().get(session.id()).orElseThrow();
    assertThat(stored.get("user")).isEqualTo("ada");
    assertThat(stored.cookie().secure()).isEqualTo(secure != Secure.NEVER);
    assertThat(stored.cookie().maxAge()).isEqualTo(TTL);
  }

  @Test
  void lookingAtASessionDoesNotProlongIt() {
    SessionEngine engine = engine(Secure.AUTO);
    SessionId id = begin(engine);
    counted.reset();

    for (int minutes = 10; minutes <= 30; minutes += 10) {
      assertThat(answer(engine.find(id))).as("after %s minutes", minutes - 10).isPresent();
      clock.advance(Duration.ofMinutes(10));
    }

    assertThat(answer(engine.find(id))).as("after its TTL").isEmpty();
    assertThat(counted.commands()).containsOnly("get");
  }

  @Test
  void whatIsChangedInASessionThatWasFoundIsSaved() {
    SessionEngine engine = engine(Secure.AUTO);
    SessionId id = begin(engine);
    RequestSession found = answer(engine.find(id)).orElseThrow();
    found.set("size", 3);
    found.regenerate(SessionData.KEEP);

    assertThat(answer(found.save())).isTrue();

    assertThat(found.id()).isNotEqualTo(id);
    assertThat(answer(engine.find(id))).isEmpty();
    assertThat(store.blocking().get(found.id()).orElseThrow().attributes())
        .containsEntry("user", "ada")
        .containsEntry("size", 3);
  }

  @Test
  void aSessionThatIsEndedIsGone() {
    SessionEngine engine = engine(Secure.AUTO);
    SessionId id = begin(engine);

    assertThat(answer(engine.destroy(id))).isTrue();

    assertThat(answer(engine.destroy(id))).isFalse();
    assertThat(answer(engine.find(id))).isEmpty();
  }

  private SessionEngine engine(Secure secure) {
    return SessionEngine.builder()
        .store(store)
        .secret("a secret of at least thirty-two bytes")
        .clock(clock)
        .cookie(cookie -> cookie.secure(secure))
        .build();
  }

  private static SessionId begin(SessionEngine engine) {
    RequestSession session = engine.create();
    session.set("user", "ada");
    assertThat(answer(session.save())).isTrue();
    return session.id();
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
