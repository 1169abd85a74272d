package io.cloakroom.redisson;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.cloakroom.redis.RedisUnreachableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.RedissonShutdownException;
import org.redisson.api.RFuture;
import org.redisson.config.DelayStrategy;

/**
 * One call of the port: a command that is sent once, or again while no server has taken it, and
 * that ends within its time.
 *
 * <p>Redisson's own retries have no common deadline, and they send a command again that got no
 * answer but may have been carried out: a repeated {@code SET NX} would answer false although it
 * had just written. So they are off, and this repeats only what was certainly not carried out.
 */
final class Call<T> {

  /**
   * How much longer than the timeout a call may take: Redisson's timer ticks every 100 ms, and its
   * exception tells more than ours.
   */
  private static final Duration GRACE = Duration.ofMillis(250);

  private final Supplier<RFuture<T>> command;
  private final Limits limits;
  private final long start = System.nanoTime();
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private volatile @Nullable RFuture<T> running;

  private Call(Supplier<RFuture<T>> command, Limits limits) {
    this.command = command;
    this.limits = limits;
  }

  /**
   * How long a call may take and how it is repeated meanwhile.
   *
   * @param timeout the time for all attempts together
   * @param retries how many attempts may follow the first
   * @param delay how long to wait before each of them
   */
  record Limits(Duration timeout, int retries, DelayStrategy delay) {}

  /** Sends a command; the stage fails with exceptions of the port only. */
  static <T> CompletionStage<T> send(Supplier<RFuture<T>> command, Limits limits) {
    Call<T> call = new Call<>(command, limits);
    call.attempt(0);
    return call.answer
        .orTimeout(limits.timeout.plus(GRACE).toMillis(), MILLISECONDS)
        .exceptionally(
            failure -> {
              call.giveUp();
              throw Failures.translate(failure, limits.timeout);
            });
  }

  private void attempt(int number) {
    RFuture<T> reply;
    try {
      reply = command.get();
    } catch (RuntimeException e) {
      fail(e, number);
      return;
    }
    running = reply;
    reply.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            answer.complete(result);
          } else {
            fail(failure, number);
          }
        });
  }

  /** Takes back a command that still waits for a connection, so that it is not sent too late. */
  private void giveUp() {
    RFuture<T> last = running;
    if (last != null) {
      last.cancel(false);
    }
  }

  private void fail(Throwable failure, int number) {
    if (!answer.isDone()
        && number < limits.retries
        && !(failure instanceof RedissonShutdownException)
        && Failures.translate(failure, limits.timeout) instanceof RedisUnreachableException) {
      Duration pause = limits.delay.calcDelay(number);
      if (elapsed().plus(pause).compareTo(limits.timeout) < 0) {
        Executor later =
            CompletableFuture.delayedExecutor(pause.toMillis(), MILLISECONDS, Runnable::run);
        later.execute(() -> attempt(number + 1));
        return;
      }
    }
    answer.completeExceptionally(failure);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
