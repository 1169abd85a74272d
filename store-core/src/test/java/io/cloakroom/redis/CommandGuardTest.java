package io.cloakroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many commands may wait for a server, and when it is not asked at all. */
@SuppressWarnings("FutureReturnValueIgnored") // commands that wait
class CommandGuardTest {

  private static final int MOST = 4;
  private static final long SILENCE = Duration.ofMillis(100).toNanos();

  private final AtomicLong now = new AtomicLong();
  private final CommandGuard guard =
      new CommandGuard(Resilience.builder().maxWaiting(MOST), now::get);
  private final List<CompletableFuture<String>> sent = new ArrayList<>();

  @Test
  void asManyAsMayWaitDo() {
    for (int command = 0; command < MOST; command++) {
      now.addAndGet(SILENCE);
      send();
    }
    now.addAndGet(1);

    assertThat(sent).hasSize(MOST);
    assertRefused(MOST + " commands wait for its answer already");
    assertThat(sent).hasSize(MOST);
  }

  @Test
  void aServerThatAnswersMayHaveMoreToDo() {
    sendAll();

    now.addAndGet(SILENCE);
    CompletableFuture<String> more = send();
    sent.get(0).complete("answer");
    sent.get(4).complete("answer");
    now.addAndGet(SILENCE);
    send();
    send();

    assertThat(more).isCompletedWithValue("answer");
    assertThat(sent).hasSize(MOST + 3);
  }

  @Test
  void aRefusalIsAnAnswer() {
    sendAll();
    now.addAndGet(SILENCE);

    send();
    sent.get(0).completeExceptionally(new RedisRefusedException("ERR no", null));
    now.addAndGet(SILENCE);

    send();
    assertThat(sent).hasSize(MOST + 2);
  }

  @Test
  void aTimeoutIsNone() {
    sendAll();
    now.addAndGet(SILENCE);
    send();
    sent.get(0).completeExceptionally(new RedisTimeoutException("No answer in time", null));
    now.addAndGet(1);

    assertRefused("commands wait for its answer already");
  }

  @Test
  void whoeverComesFirstWaitsHoweverLongItWasSilentBefore() {
    now.addAndGet(10 * SILENCE);
    sendAll();
    now.addAndGet(SILENCE);

    send();

    assertThat(sent).hasSize(MOST + 1);
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
