package io.cloakroom.tck.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** S52: what the application ends does not count as expired. */
public interface StoreEndedClauses extends StoreClauses {

  /** The ways to end a session. */
  private static List<BiConsumer<ExpirySteps, Session>> ways() {
    return List.of(
        (steps, session) -> steps.answer(steps.store.destroy(session.id())),
        (steps, session) -> steps.answer(steps.store.retire(session.id())),
        (steps, session) -> steps.answer(steps.store.destroyAll("ada")),
        (steps, session) -> steps.answer(steps.store.clear()),
        (steps, session) -> steps.answer(steps.store.update(overBy(session, NOW))),
        (steps, session) -> steps.answer(steps.store.resave(overBy(session, PAST))),
        (steps, session) -> steps.answer(steps.store.set(overBy(session, NOW))),
        (steps, session) ->
            steps.answer(steps.store.regenerate(overBy(session, PAST), LikeIds.next())));
  }

  SessionCookie NOW = SessionCookie.PLAIN.withMaxAge(Duration.ZERO);
  SessionCookie PAST = SessionCookie.PLAIN.withExpires(Instant.EPOCH);

  private static Session overBy(Session session, SessionCookie cookie) {
    session.setCookie(cookie);
    return session;
  }

  private Session begin(ExpirySteps steps) {
    Session session = kit().session();
    steps.answer(steps.store.create(session));
    return session;
  }

  @Test
  default void S52_whatTheApplicationEndsIsNotReported() {
    for (BiConsumer<ExpirySteps, Session> way : ways()) {
      ExpirySteps steps = ExpirySteps.dueAtOnce(kit(), options -> options.userIndex("user"));
      Session session = begin(steps);

      way.accept(steps, session);

      assertThat(kit().recordOf(session.id())).as("it has ended").isEmpty();
      assertThat(steps.sweep()).isEmpty();
      assertThat(steps.sweep()).isEmpty();
    }
  }

  @Test
  default void S52_anOldIdIsNotReportedButTheNewOneIs() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit());
    Session session = begin(steps);
    steps.answer(steps.store.regenerate(session, LikeIds.next()));

    assertThat(steps.sweep()).isEmpty();
  }

  @Test
  default void S52_aSessionThatExpiresUnderANewIdIsReported() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit(), options -> options.userIndex("user"));
    Session session = steps.begin("ada");
    steps.answer(steps.store.regenerate(session, LikeIds.next()));
    steps.expire(session.id());

    assertThat(steps.sweep())
        .containsExactly(
            new ExpiredSession(
                session.id().toString(),
                "ada",
                Instant.ofEpochMilli(
                    Objects.requireNonNull(session.creationTime()).toEpochMilli())));
  }

  @Test
  default void S52_endingASessionWhileSomebodyLooksAtItIsNotExpiry() {
    AtomicReference<Runnable> meanwhile = new AtomicReference<>();
    RedisCommands slow =
        new ForwardingRedisCommands(kit().client()) {
          @Override
          public CompletionStage<TimeToLive> timeToLive(String key) {
            Runnable action = meanwhile.getAndSet(null);
            if (action != null) {
              action.run();
            }
            return super.timeToLive(key);
          }
        };
    ExpirySteps early = ExpirySteps.dueAtOnce(kit());
    ExpirySteps steps = ExpirySteps.over(kit(), slow);
    Session session = begin(early);
    meanwhile.set(() -> steps.answer(steps.store.destroy(session.id())));

    assertThat(steps.sweep()).isEmpty();
    assertThat(meanwhile).as("the session was looked at").hasValue(null);
    assertThat(kit().recordOf(session.id())).as("it has ended").isEmpty();
  }

  @Test
  default void S52_whatHadExpiredBeforeItWasToEndIsReported() {
    for (int i = 0; i < 2; i++) {
      ExpirySteps steps = ExpirySteps.dueAtOnce(kit());
      Session session = begin(steps);
      steps.answer(kit().client().delete(List.of(kit().keyOf(session.id()))));
      assertThat(steps.answer(ways(i, steps, session))).isFalse();

      assertThat(steps.sweep())
          .extracting(ExpiredSession::name)
          .containsExactly(session.id().toString());
    }
  }

  private static CompletionStage<Boolean> ways(int way, ExpirySteps steps, Session session) {
    return way == 0 ? steps.store.destroy(session.id()) : steps.store.retire(session.id());
  }

  @Test
  default void S52_endingASessionTwiceIsNotExpiry() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit());
    Session session = begin(steps);

    assertThat(steps.answer(steps.store.destroy(session.id()))).isTrue();
    assertThat(steps.answer(steps.store.destroy(session.id()))).isFalse();

    assertThat(steps.sweep()).isEmpty();
  }

  @Test
  default void S52_aSessionThatCouldNotBeEndedIsReportedWhenItExpires() {
    AtomicReference<RuntimeException> failure =
        new AtomicReference<>(new RedisTimeoutException("Redis did not answer", null));
    ExpirySteps steps =
        ExpirySteps.over(
            kit(),
            new ForwardingRedisCommands(
                DueAtOnce.withoutLeases(new StoreExpiryClauses.EndsSoon(kit()))) {
              @Override
              public CompletionStage<Long> delete(Collection<String> keys) {
                RuntimeException first = failure.getAndSet(null);
                return first == null ? super.delete(keys) : CompletableFuture.failedStage(first);
              }
            });
    Session session = begin(steps);
    CompletionStage<Boolean> ending = steps.store.destroy(session.id());
    assertThat(ending).failsWithin(kit().timeout());

    assertThat(steps.sweep()).as("it lives").isEmpty();
    steps.answer(kit().client().delete(List.of(kit().keyOf(session.id()))));

    assertThat(steps.sweep())
        .extracting(ExpiredSession::name)
        .containsExactly(session.id().toString());
  }
}
