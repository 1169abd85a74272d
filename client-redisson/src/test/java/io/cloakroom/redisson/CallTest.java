package io.cloakroom.redisson;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.redisson.RedissonShutdownException;
import org.redisson.api.RFuture;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.misc.CompletableFutureWrapper;

/**
 * Whether, how often and for how long a call is repeated, which no clause can tell from outside.
 */
class CallTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int RETRIES = 3;

  private final List<Integer> pauses = new ArrayList<>();
  private final List<CompletableFuture<String>> sent = new ArrayList<>();
  private Duration pause = Duration.ofMillis(1);

  @Test
  void anAnswerIsAskedForOnce() {
    assertThat(call(LONG, List.of(answered())).join()).isEqualTo("answer");
    assertThat(sent).hasSize(1);
  }

  @Test
  void whatNoServerTookIsSentAgainAfterEachPause() {
    assertThat(call(LONG, List.of(away(), away(), answered())).join()).isEqualTo("answer");
    assertThat(sent).hasSize(3);
    assertThat(pauses).containsExactly(0, 1);
  }

  @Test
  void whatAServerCannotTakeNowIsSentAgain() {
    RedisException demoted =
        new RedisReadonlyException("READONLY You can't write. channel: [x] command: y");

    assertThat(call(LONG, List.of(failed(demoted), answered())).join()).isEqualTo("answer");
    assertThat(sent).hasSize(2);
  }

  @Test
  void itIsNotSentMoreOftenThanSaid() {
    assertThatThrownBy(call(LONG, List.of(away(), away(), away(), away(), answered()))::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(RedisUnreachableException.class)
        .hasRootCauseInstanceOf(RedisConnectionException.class);
    assertThat(sent).hasSize(1 + RETRIES);
  }

  @Test
  void whatMayHaveBeenCarriedOutIsNotSentAgain() {
    assertThatThrownBy(
            call(LONG, List.of(failed(new RedisResponseTimeoutException("no answer")), answered()))
                ::join)
        .hasCauseInstanceOf(RedisTimeoutException.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void whatWasRefusedIsNotSentAgain() {
    RedisException refusal = new RedisException("ERR no. channel: [x] command: y");

    assertThatThrownBy(call(LONG, List.of(failed(refusal), answered()))::join)
        .hasCauseInstanceOf(RedisRefusedException.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void aClientThatIsShutDownIsNotAskedAgain() {
    assertThatThrownBy(
            call(LONG, List.of(failed(new RedissonShutdownException("shut down")), answered()))
                ::join)
        .hasCauseInstanceOf(RedisUnreachableException.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void whatTheClientThrowsIsAFailureToo() {
    CompletableFuture<String> call =
        Call.<String>send(
                () -> {
                  sent.add(new CompletableFuture<>());
                  throw new RedisConnectionException("thrown");
                },
                new Call.Limits(LONG, RETRIES, number -> pause))
            .toCompletableFuture();

    assertThatThrownBy(call::join).hasCauseInstanceOf(RedisUnreachableException.class);
    assertThat(sent).hasSize(1 + RETRIES);
  }

  @Test
  void aPauseThatTheTimeoutDoesNotAllowIsTheEnd() {
    pause = LONG;

    assertThatThrownBy(call(LONG, List.of(away(), answered()))::join)
        .hasCauseInstanceOf(RedisUnreachableException.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void theTimeThatAnAttemptTookCounts() {
    pause = LONG.minusMillis(10);
    CompletableFuture<String> call =
        Call.send(
                () -> {
                  CompletableFuture<String> late = new CompletableFuture<>();
                  sent.add(late);
                  CompletableFuture.delayedExecutor(30, MILLISECONDS)
                      .execute(
                          () -> late.completeExceptionally(new RedisConnectionException("away")));
                  return new CompletableFutureWrapper<>(late);
                },
                new Call.Limits(LONG, RETRIES, number -> pause))
            .toCompletableFuture();

    assertThatThrownBy(call::join).hasCauseInstanceOf(RedisUnreachableException.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void whatIsNotAnsweredInTimeIsTakenBack() {
    CompletableFuture<String> silent = new CompletableFuture<>();

    assertThatThrownBy(call(Duration.ofMillis(1), List.of(silent))::join)
        .hasCauseInstanceOf(RedisTimeoutException.class)
        .hasMessageContaining("within 1 ms");
    assertThat(silent).isCancelled();
  }

  private CompletableFuture<String> call(
      Duration timeout, List<CompletableFuture<String>> replies) {
    return Call.send(
            () -> next(replies),
            new Call.Limits(
                timeout,
                RETRIES,
                number -> {
                  pauses.add(number);
                  return pause;
                }))
        .toCompletableFuture();
  }

  private RFuture<String> next(List<CompletableFuture<String>> replies) {
    CompletableFuture<String> reply = replies.get(sent.size());
    sent.add(reply);
    return new CompletableFutureWrapper<>(reply);
  }

  private static CompletableFuture<String> answered() {
    return CompletableFuture.completedFuture("answer");
  }

  private static CompletableFuture<String> away() {
    return failed(new RedisConnectionException("no server"));
  }

  private static CompletableFuture<String> failed(RuntimeException failure) {
    return CompletableFuture.failedFuture(failure);
  }
}
