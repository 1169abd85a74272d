package io.cloakroom.tck.store.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.HashedSessionId;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fault.Thrown;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** S51: who learns of sessions that have expired. */
public interface StoreExpiryClauses extends StoreClauses {

  /** Long for a computer, and short beside what a listener may take. */
  Duration SLOW_LISTENER = Duration.ofMillis(300);

  @Test
  default void S51_aSessionThatHasExpiredIsReportedOnce() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit(), options -> options.userIndex("user"));
    Session session = steps.begin("ada lovelace");
    steps.expire(session.id());

    assertThat(steps.sweep())
        .containsExactly(
            new ExpiredSession(
                session.id().toString(),
                "ada lovelace",
                Instant.ofEpochMilli(
                    Objects.requireNonNull(session.creationTime()).toEpochMilli())));
    assertThat(steps.sweep()).isEmpty();
  }

  @Test
  default void S51_aSessionWithoutAUserIsReportedToo() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit());
    Session session = steps.begin("ada");
    steps.expire(session.id());

    assertThat(steps.sweep())
        .extracting(ExpiredSession::name, ExpiredSession::user)
        .containsExactly(tuple(session.id().toString(), null));
  }

  @Test
  default void S51_aSessionThatLivesIsEnteredAgainUntilItsEnd() {
    ExpirySteps early = ExpirySteps.dueAtOnce(kit());
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    ExpirySteps steps = ExpirySteps.over(kit(), counted);
    Session session = early.begin("ada");

    assertThat(steps.sweep()).isEmpty();
    assertThat(counted.commands()).contains("timeToLive", "eval ENDS_SETTLE");

    counted.reset();
    assertThat(steps.sweep()).isEmpty();
    assertThat(counted.commands()).containsOnly("eval ENDS_CLAIM");

    steps.expire(session.id());
    assertThat(steps.sweep()).as("before the end that its TTL had told").isEmpty();
  }

  @Test
  default void S51_whatWasFoundAliveIsReportedWhenItExpires() {
    ExpirySteps steps = ExpirySteps.over(kit(), DueAtOnce.withoutLeases(new EndsSoon(kit())));
    Session session = steps.begin("ada");

    assertThat(steps.sweep()).isEmpty();
    steps.expire(session.id());

    assertThat(steps.sweep())
        .extracting(ExpiredSession::name)
        .containsExactly(session.id().toString());
  }

  /** Lets what is entered again be due at once. */
  final class EndsSoon extends ForwardingRedisCommands {

    EndsSoon(StoreUnderTest kit) {
      super(kit.client());
    }

    @Override
    public CompletionStage<List<byte[]>> eval(
        RedisScript script, List<String> keys, List<byte[]> arguments) {
      List<byte[]> changed = new ArrayList<>(arguments);
      for (int i = 2; script == RedisScript.ENDS_SETTLE && i < changed.size(); i += 2) {
        if (Character.isDigit((char) changed.get(i)[0])) {
          changed.set(i, "0".getBytes(UTF_8));
        }
      }
      return super.eval(script, keys, changed);
    }
  }

  @Test
  default void S51_aServerThatDiesBetweenTakingAndReportingLosesNoEvent() {
    AtomicBoolean dying = new AtomicBoolean(true);
    RedisCommands dies =
        new ForwardingRedisCommands(DueAtOnce.withoutLeases(kit().client())) {
          @Override
          public CompletionStage<TimeToLive> timeToLive(String key) {
            if (dying.get()) {
              throw new Error("The server dies");
            }
            return super.timeToLive(key);
          }
        };
    ExpirySteps steps = ExpirySteps.over(kit(), dies);
    Session session = steps.begin("ada");
    steps.expire(session.id());

    assertThatThrownBy(() -> steps.sweeper().sweep()).isNotNull();
    dying.set(false);

    assertThat(steps.sweep())
        .extracting(ExpiredSession::name)
        .containsExactly(session.id().toString());
  }

  @Test
  default void S51_aListenerThatThrowsKeepsNoOtherEventBack() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit());
    for (Throwable each : Thrown.ALL) {
      steps.expire(steps.begin(each.getClass().getName()).id());
    }
    AtomicInteger calls = new AtomicInteger();

    int reported =
        steps
            .sweeper(
                event -> {
                  Thrown.sneakily(Thrown.ALL.get(calls.getAndIncrement()));
                })
            .sweep();

    assertThat(reported).isEqualTo(Thrown.ALL.size());
    assertThat(calls).hasValue(Thrown.ALL.size());
    assertThat(steps.sweep()).isEmpty();
  }

  @Test
  default void S51_ifSeveralServersLookAtATimeOneReportsEachSession() throws Exception {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit());
    List<String> begun = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Session session = steps.begin("ada");
      begun.add(session.id().toString());
      steps.expire(session.id());
    }
    List<String> reported = new CopyOnWriteArrayList<>();

    Callable<Integer> server = () -> steps.sweeper(event -> reported.add(event.name())).sweep();
    ConcurrentTasks.run(List.of(server, server, server, server));

    assertThat(reported).containsExactlyInAnyOrderElementsOf(begun);
  }

  @Test
  default void S51_whatOneServerReportsNoOtherReportsMeanwhile() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit());
    Session session = steps.begin("ada");
    steps.expire(session.id());
    List<String> other = new CopyOnWriteArrayList<>();

    int reported =
        steps
            .sweeper(
                event -> {
                  kit().redis().letPass(SLOW_LISTENER);
                  int found = steps.sweeper(twice -> other.add(twice.name())).sweep();
                  other.addAll(Collections.nCopies(found, "one more"));
                })
            .sweep();

    assertThat(reported).isEqualTo(1);
    assertThat(other).isEmpty();
  }

  @Test
  default void S51_moreSessionsThanOneSweepTakesAreAllReported() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    ExpirySteps steps = ExpirySteps.over(kit(), counted);
    int sessions = 250;
    for (int i = 0; i < sessions; i++) {
      enter(steps, 0, LikeIds.next().value());
    }

    assertThat(steps.sweep()).hasSize(sessions);
    assertThat(counted.commands()).filteredOn("eval ENDS_CLAIM"::equals).hasSize(15 + 3);
  }

  /** Enters what has no record, to be looked at now. */
  private void enter(ExpirySteps steps, int part, String entry) {
    steps.answer(
        kit()
            .client()
            .eval(
                RedisScript.ENDS_ENTER,
                List.of(
                    kit().prefix() + "ends:{" + part + "}",
                    kit().prefix() + "facts:{" + part + "}"),
                List.of(
                    entry.getBytes(UTF_8),
                    "0".getBytes(UTF_8),
                    "neither time nor user".getBytes(UTF_8),
                    "1".getBytes(UTF_8))));
  }

  @Test
  default void S51_anEntryOfNoSessionFailsNoSweep() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit());
    Session session = steps.begin("ada");
    steps.expire(session.id());
    for (int part = 0; part < 16; part++) {
      for (String entry : List.of("", "no session", "a:b", "\u0000")) {
        enter(steps, part, entry);
      }
    }

    assertThat(steps.sweep())
        .extracting(ExpiredSession::name)
        .containsExactly(session.id().toString());
    assertThat(steps.sweep()).isEmpty();
  }

  @Test
  default void S51_aSessionIsReportedAsTheUsersWhoseItWasAtLast() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit(), options -> options.userIndex("user"));
    Session session = steps.begin("ada");
    session.set("user", "grace");
    steps.answer(steps.store.update(session));
    Session other = steps.begin("ada");
    other.remove("user");
    steps.answer(steps.store.update(other));
    steps.expire(session.id());
    steps.expire(other.id());

    assertThat(steps.sweep())
        .extracting(ExpiredSession::name, ExpiredSession::user)
        .containsExactlyInAnyOrder(
            tuple(session.id().toString(), "grace"), tuple(other.id().toString(), null));
  }

  @Test
  default void S51_aSessionWhoseTimeWasUpWhenItWasSavedHasExpired() {
    Instant begin = Instant.now();
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit(), options -> options.clock(now::get));
    Session session = kit().session();
    session.setCookie(session.cookie().withExpires(begin.plusSeconds(60)));
    steps.answer(steps.store.create(session));
    now.set(begin.plusSeconds(90));
    session.set("colour", "green");
    assertThat(steps.answer(steps.store.update(session))).isEqualTo(SaveOutcome.EXPIRED);

    assertThat(steps.sweep())
        .extracting(ExpiredSession::name)
        .containsExactly(session.id().toString());
  }

  @Test
  default void S51_aSessionWhoseIdIsHashedIsReportedByItsHash() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit(), options -> options.idHashing(true));
    Session session = steps.begin("ada");
    String hash = HashedSessionId.of(session.id()).value();
    steps.answer(kit().client().delete(List.of(kit().prefix() + hash)));

    assertThat(steps.sweep()).extracting(ExpiredSession::name).containsExactly(hash);
  }
}
