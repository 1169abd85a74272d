package io.cloakroom.redis.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How many commands may wait for a server, and when it is not asked at all. */
@SuppressWarnings("FutureReturnValueIgnored") // commands that wait
class CommandGuardTest {

  private static final int MOST = 4;

  private final CommandGuard guard =
      new CommandGuard(Resilience.builder().maxWaiting(MOST).options());
  private final List<CompletableFuture<String>> sent = new ArrayList<>();

  @Test
  void aPauseThatNoCommandTimesOutInFailsNobody() {
    for (int command = 0; command < 10 * MOST; command++) {
      send();
    }

    assertThat(sent).hasSize(10 * MOST);
  }

  @Test
  void onceACommandTimedOutAsManyAsMayWaitDo() {
    sendAll();
    send();
    sent.get(0).completeExceptionally(new RedisTimeoutException("No answer in time", null));

    assertRefused(MOST + " commands wait for its answer already");
    assertThat(sent).hasSize(MOST + 1);
  }

  @Test
  void aServerThatAnswersAgainMayHaveMoreToDo() {
    aRefusalOrAnAnswer(command -> command.complete("answer"));
  }

  @Test
  void aRefusalIsAnAnswer() {
    aRefusalOrAnAnswer(
        command -> command.completeExceptionally(new RedisRefusedException("ERR no", null)));
  }

  private void aRefusalOrAnAnswer(Consumer<CompletableFuture<String>> answering) {
    sendAll();
    send();
    sent.get(0).completeExceptionally(new RedisTimeoutException("No answer in time", null));
    answering.accept(sent.get(1));
    sendAll();

    assertThat(sent).hasSize(2 * MOST + 1);
  }

  @Test
  void anOpenBreakerLetsOneCommandThroughToSee() {
    CommandGuard brief =
        new CommandGuard(Resilience.builder().openFor(Duration.ofMillis(1)).options());
    for (int command = 0; command < 2 * Resilience.WINDOW; command++) {
      brief.run(() -> CompletableFuture.failedStage(new RedisUnreachableException("away", null)));
    }
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<String> probe = new CompletableFuture<>();
    Instant end = Instant.now().plusSeconds(10);
    while (asked.get() == 0 && Instant.now().isBefore(end)) {
      brief.run(
          () -> {
            asked.incrementAndGet();
            return probe;
          });
    }
    for (int command = 0; command < Resilience.WINDOW; command++) {
      brief.run(
          () -> {
            asked.incrementAndGet();
            return probe;
          });
    }

    assertThat(asked).hasValue(1);
    probe.complete("answer");
    assertThat(brief.isClosed()).isTrue();
  }

  @Test
  void whereNothingIsAnsweredNothingIsAskedForAWhile() {
    AtomicInteger asked = new AtomicInteger();
    assertThat(guard.isClosed()).isTrue();
    for (int command = 0; command < 2 * Resilience.WINDOW; command++) {
      CompletableFuture<Object> unused =
          guard
              .run(
                  () -> {
                    asked.incrementAndGet();
                    return CompletableFuture.failedStage(
                        new RedisUnreachableException("away", null));
                  })
              .toCompletableFuture();
    }

    assertThat(guard.isClosed()).isFalse();
    assertThat(asked).hasValueLessThan(2 * Resilience.WINDOW);
    assertRefused("option resilience.openFor");
  }

  private void sendAll() {
    for (int command = 0; command < MOST; command++) {
      send();
    }
  }

  private CompletableFuture<String> send() {
    CompletableFuture<String> command = new CompletableFuture<>();
    return guard
        .run(
            () -> {
              sent.add(command);
              return command;
            })
        .toCompletableFuture();
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> send().join())
        .hasCauseInstanceOf(RedisUnreachableException.class)
        .hasMessageContaining(reason);
  }
}
