package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S39: whoever tries again, after a write was carried out and its reply was lost. */
class LostRepliesTest {

  private final InMemoryRedisCommands redis = InMemoryRedisCommands.create();
  private final Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
  private final BlockingSessionStore others = RedisSessionStore.builder(redis).build().blocking();
  private final BlockingSessionStore store =
      RedisSessionStore.builder(
              new ForwardingPort(redis) {
                @Override
                public CompletionStage<Boolean> set(
                    String key, byte[] value, SetOptions condition) {
                  return replying(super.set(key, value, condition));
                }

                @Override
                public CompletionStage<List<byte[]>> eval(
                    RedisScript script, List<String> keys, List<byte[]> arguments) {
                  return replying(super.eval(script, keys, arguments));
                }
              })
          .build()
          .blocking();
  private int repliesBeforeTheLostOne = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void S39_whatWasCreatedIsItsOwn(int lost) {
    session.set("user", "ada");
    for (int i = 0; i < lost; i++) {
      session.set("try", i);
      loseReply(0);
      assertThatThrownBy(() -> store.create(session)).isInstanceOf(RedisTimeoutException.class);
    }
    session.set("more", 1);

    assertThat(store.create(session)).isEqualTo(SaveOutcome.SAVED);

    assertThat(found().get("more")).isEqualTo(1);
    assertThat(found().get("try")).isEqualTo(lost - 1);
    session.set("user", "eve");
    assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);
    assertThat(found().get("user")).isEqualTo("eve");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void S39_aNewIdIsGivenByTheNextAttempt(int step) {
    session.set("user", "ada");
    others.create(session);
    SessionId old = session.id();
    SessionId next = SessionId.random();
    loseReply(step);
    assertThatThrownBy(() -> store.regenerate(session, next))
        .isInstanceOf(RedisTimeoutException.class);

    assertThat(store.regenerate(session, next)).isEqualTo(SaveOutcome.SAVED);

    assertThat(session.id()).isEqualTo(next);
    assertThat(found().get("user")).isEqualTo("ada");
    assertThat(others.get(old)).isEmpty();
  }

  /** Nobody was told of the first id, whose record holds a log-in and must not stay. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void S39_anotherNewIdIsGivenByTheNextAttempt(int step) {
    session.set("user", "ada");
    others.create(session);
    SessionId old = session.id();
    SessionId unheardOf = SessionId.random();
    loseReply(step);
    assertThatThrownBy(() -> store.regenerate(session, unheardOf))
        .isInstanceOf(RedisTimeoutException.class);
    SessionId next = SessionId.random();

    assertThat(store.regenerate(session, next)).isEqualTo(SaveOutcome.SAVED);

    assertThat(session.id()).isEqualTo(next);
    assertThat(found().get("user")).isEqualTo("ada");
    assertThat(others.get(old)).isEmpty();
    assertThat(others.get(unheardOf)).isEmpty();
  }

  @Test
  void S39_noCopyStaysWhoeverElseSavesMeanwhile() {
    session.set("user", "ada");
    others.create(session);
    SessionId unheardOf = SessionId.random();
    loseReply(0);
    assertThatThrownBy(() -> store.regenerate(session, unheardOf))
        .isInstanceOf(RedisTimeoutException.class);
    session.set("user", "eve");
    assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);

    assertThat(store.regenerate(session, SessionId.random())).isEqualTo(SaveOutcome.SAVED);

    assertThat(found().get("user")).isEqualTo("eve");
    assertThat(others.length()).isEqualTo(1);
  }

  /** As by "log out everywhere", which finds the session by its new id, too. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void S39_aCopyThatWasEndedMeanwhileDoesNotComeBack(boolean sameId) {
    others.create(session);
    SessionId next = SessionId.random();
    loseReply(1);
    assertThatThrownBy(() -> store.regenerate(session, next))
        .isInstanceOf(RedisTimeoutException.class);
    others.destroy(next);

    assertThat(store.regenerate(session, sameId ? next : SessionId.random()))
        .isEqualTo(SaveOutcome.GONE);

    assertThat(others.length()).isZero();
  }

  /** A function must not be applied to what it has computed itself. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void S39_whatWasSavedIsNoConflict(int lost) {
    others.create(session);
    for (int i = 0; i < lost; i++) {
      session.update("views", Integer.class, views -> views == null ? 1 : views + 1);
      loseReply(0);
      assertThatThrownBy(() -> store.update(session)).isInstanceOf(RedisTimeoutException.class);
    }
    session.set("user", "ada");

    assertThat(store.update(session)).isEqualTo(SaveOutcome.SAVED);

    assertThat(found().get("views")).isEqualTo(lost);
    assertThat(found().get("user")).isEqualTo("ada");
  }

  @Test
  void S39_whatWasSavedByOneVerbIsNoConflictForAnother() {
    List<Verb> verbs =
        List.of(
            BlockingSessionStore::update,
            BlockingSessionStore::resave,
            BlockingSessionStore::set,
            (any, saved) -> any.regenerate(saved, SessionId.random()));
    for (int first = 0; first < verbs.size() - 1; first++) {
      for (int next = 0; next < verbs.size(); next++) {
        Session saved = Session.create(SessionId.random(), SessionCookie.PLAIN);
        others.create(saved);
        saved.update("views", Integer.class, views -> views == null ? 1 : views + 1);
        Verb lost = verbs.get(first);
        loseReply(0);
        assertThatThrownBy(() -> lost.save(store, saved)).isInstanceOf(RedisTimeoutException.class);

        assertThat(verbs.get(next).save(store, saved)).isEqualTo(SaveOutcome.SAVED);

        assertThat(others.get(saved.id()).orElseThrow().get("views"))
            .as("verb %s after the lost reply to verb %s", next, first)
            .isEqualTo(1);
      }
    }
  }

  /** A verb that saves. */
  private interface Verb {
    SaveOutcome save(BlockingSessionStore store, Session session);
  }

  /** What somebody else has ended meanwhile does not come back. */
  @Test
  void S39_aNewIdOfWhatWasEndedMeanwhileIsNotGiven() {
    others.create(session);
    SessionId next = SessionId.random();
    loseReply(0);
    assertThatThrownBy(() -> store.regenerate(session, next))
        .isInstanceOf(RedisTimeoutException.class);
    others.destroy(session.id());

    assertThat(store.regenerate(session, next)).isEqualTo(SaveOutcome.GONE);

    assertThat(others.get(next)).isEmpty();
  }

  /** Another object has not lost a reply. */
  @Test
  void S39_theIdOfAnotherSessionIsInUse() {
    session.set("user", "ada");
    loseReply(0);
    assertThatThrownBy(() -> store.create(session)).isInstanceOf(RedisTimeoutException.class);
    Session other = Session.create(session.id(), SessionCookie.PLAIN);
    other.set("user", "eve");

    assertThat(store.create(other)).isEqualTo(SaveOutcome.ID_IN_USE);

    assertThat(found().get("user")).isEqualTo("ada");
  }

  private Session found() {
    return others.get(session.id()).orElseThrow();
  }

  private void loseReply(int before) {
    repliesBeforeTheLostOne = before;
  }

  private <T> CompletionStage<T> replying(CompletionStage<T> reply) {
    return repliesBeforeTheLostOne-- == 0
        ? CompletableFuture.failedStage(new RedisTimeoutException("The reply was lost", null))
        : reply;
  }
}
