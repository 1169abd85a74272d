package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionId;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How often a session that loses each race tries. The kit leaves that to the store. */
class LostRacesTest {

  private static final int TRIES = 64;

  private final InMemoryRedisCommands redis = InMemoryRedisCommands.create();
  private final Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
  private int racesToLose;
  private int tries;

  @Test
  void S11_aSaveThatWinsTheLastOfItsTriesSucceeds() {
    BlockingSessionStore store = storeThatLoses(TRIES - 1);
    session.set("user", "ada");

    assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
    assertThat(tries).isEqualTo(TRIES);
  }

  @Test
  void S11_aSaveThatLosesThemAllSaysHowManyTheyWere() {
    BlockingSessionStore store = storeThatLoses(TRIES);
    session.set("user", "ada");

    assertThatThrownBy(() -> store.update(session))
        .isInstanceOf(SessionConflictException.class)
        .hasMessageContaining("" + TRIES);
    assertThat(tries).isEqualTo(TRIES);
  }

  @Test
  void S24_aNewIdTriesAsOftenAsASave() {
    BlockingSessionStore store = storeThatLoses(TRIES);

    assertThatThrownBy(() -> store.regenerate(session, SessionId.random()))
        .isInstanceOf(SessionConflictException.class)
        .hasMessageContaining("" + TRIES);
    assertThat(tries).isEqualTo(TRIES);
  }

  private BlockingSessionStore storeThatLoses(int races) {
    BlockingSessionStore others = RedisSessionStore.builder(redis).build().blocking();
    others.create(session);
    racesToLose = races;
    return RedisSessionStore.builder(
            new ForwardingPort(redis) {
              @Override
              public CompletionStage<List<byte[]>> eval(
                  RedisScript script, List<String> keys, List<byte[]> arguments) {
                if (tries++ < racesToLose) {
                  Session theirs = others.get(session.id()).orElseThrow();
                  theirs.set("race", tries);
                  others.update(theirs);
                }
                return super.eval(script, keys, arguments);
              }
            })
        .build()
        .blocking();
  }
}
