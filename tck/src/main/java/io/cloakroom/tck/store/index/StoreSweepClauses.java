package io.cloakroom.tck.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** S51: what fails while somebody looks for expired sessions keeps no other event back. */
public interface StoreSweepClauses extends StoreClauses {

  /** What a session has left that is found alive, unless the machine is busy. */
  Duration BRIEF = Duration.ofMillis(400);

  /** Begins sessions and ends them as Redis does; returns what names them. */
  private List<String> expired(ExpirySteps steps, int sessions) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      Session session = kit().session();
      steps.answer(steps.store.create(session));
      steps.answer(kit().client().delete(List.of(kit().keyOf(session.id()))));
      names.add(session.id().toString());
    }
    return names;
  }

  @Test
  default void S51_aPartOfTheIndexThatFailsKeepsNoOtherBack() {
    AtomicBoolean away = new AtomicBoolean(true);
    RedisCommands oneAway =
        new ForwardingRedisCommands(DueAtOnce.over(kit().client())) {
          @Override
          public CompletionStage<List<byte[]>> eval(
              RedisScript script, List<String> keys, List<byte[]> arguments) {
            return away.get() && script == RedisScript.ENDS_CLAIM && keys.get(0).endsWith("{0}")
                ? CompletableFuture.failedStage(new RedisUnreachableException("It is away", null))
                : super.eval(script, keys, arguments);
          }
        };
    ExpirySteps steps = ExpirySteps.over(kit(), oneAway);
    List<String> expired = expired(steps, 40);
    List<String> reported = new ArrayList<>();

    assertThatThrownBy(() -> steps.sweeper(event -> reported.add(event.name())).sweep())
        .isInstanceOf(RedisUnreachableException.class);
    assertThat(reported).isNotEmpty();

    away.set(false);
    steps.sweep().forEach(event -> reported.add(event.name()));
    assertThat(reported).containsExactlyInAnyOrderElementsOf(expired);
  }

  /** Its own end counts, and not what most sessions have. */
  @Test
  default void S51_aSessionThatWasFoundAliveIsReportedSoonAfterItsOwnEnd() {
    ExpirySteps steps = ExpirySteps.dueAtOnce(kit());
    Duration brief = BRIEF;
    boolean wasAlive = false;
    while (!wasAlive) {
      Session session = kit().session();
      steps.answer(steps.store.create(session));
      kit().setTtl(session.id(), brief);
      List<String> reported = new ArrayList<>();

      steps.sweep().forEach(event -> reported.add(event.name()));
      wasAlive = reported.isEmpty(); // else the machine was busy
      kit().redis().letPass(brief.plusMillis(200));
      steps.sweep().forEach(event -> reported.add(event.name()));

      assertThat(reported).containsExactly(session.id().toString());
      brief = brief.multipliedBy(3);
    }
  }

  @Test
  default void S51_aListenerThatLeavesItsThreadInterruptedIsCalledOnceForEach() {
    RedisCommands noticesInterrupts =
        new ForwardingRedisCommands(DueAtOnce.withoutLeases(kit().client())) {
          @Override
          public CompletionStage<List<byte[]>> eval(
              RedisScript script, List<String> keys, List<byte[]> arguments) {
            return Thread.currentThread().isInterrupted()
                ? CompletableFuture.failedStage(new RedisUnreachableException("interrupted", null))
                : super.eval(script, keys, arguments);
          }
        };
    ExpirySteps steps = ExpirySteps.over(kit(), noticesInterrupts);
    List<String> expired = expired(steps, 3);
    List<String> reported = new ArrayList<>();

    int sessions =
        steps
            .sweeper(
                event -> {
                  reported.add(event.name());
                  Thread.currentThread().interrupt();
                })
            .sweep();

    assertThat(Thread.interrupted()).isFalse();
    assertThat(sessions).isEqualTo(3);
    assertThat(reported).containsExactlyInAnyOrderElementsOf(expired);
    assertThat(steps.sweep()).isEmpty();
  }
}
