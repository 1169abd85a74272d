package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.RawCommand;
import io.cloakroom.redis.adapter.ReceivingThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redisson.RedissonShutdownException;
import org.redisson.api.RFuture;

/**
 * One command that is sent once, or again while no server has taken it.
 *
 * <p>Redisson's own retries have no common deadline, and they send a command again that got no
 * answer but may have been carried out: a repeated {@code SET NX} would answer false although it
 * had just written. So they are off, and this repeats only what was certainly not carried out.
 */
final class RetriedCommand {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LEAST = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

  private final RawCommand command;
  private final Function<Optional<Duration>, RFuture<Object>> sending;
  private final boolean repeats;
  private final SilenceDetector silence;
  private final ReceivingThreads receiving;
  private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
  private volatile @Nullable RFuture<Object> running;
  private volatile boolean givenUp;

  private RetriedCommand(
      RawCommand command,
      Function<Optional<Duration>, RFuture<Object>> sending,
      boolean repeats,
      SilenceDetector silence,
      ReceivingThreads receiving) {
    this.command = command;
    this.sending = sending;
    this.repeats = repeats;
    this.silence = silence;
    this.receiving = receiving;
  }

  static CompletionStage<@Nullable Object> send(
      RawCommand command,
      Function<Optional<Duration>, RFuture<Object>> sending,
      boolean repeats,
      SilenceDetector silence,
      ReceivingThreads receiving) {
    RetriedCommand call = new RetriedCommand(command, sending, repeats, silence, receiving);
    command.onTimeout(call::giveUp);
    if (command.remaining().isZero()) {
      call.answer.completeExceptionally(
          new RedisUnreachableException("The connection came when the time was over", null));
    } else {
      call.attempt(Optional.empty(), FIRST_PAUSE);
    }
    return call.answer;
  }

  private void attempt(Optional<Duration> within, Duration pause) {
    Thread asking = Thread.currentThread();
    CompletionStage<Object> reply;
    try {
      RFuture<Object> sent = sending.apply(within);
      running = sent;
      if (givenUp) {
        sent.cancel(false);
      }
      reply = sent;
    } catch (RuntimeException e) {
      fail(e, pause);
      return;
    }
    reply.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            if (Thread.currentThread() != asking) {
              receiving.add();
            }
            silence.heard();
            answer.complete(result);
          } else {
            fail(failure, pause);
          }
        });
  }

  private void fail(Throwable failure, Duration pause) {
    RedisCommandException translated = Failures.translate(failure);
    if (translated instanceof RedisTimeoutException) {
      // the caller's next command must not take a silent connection, so this comes first
      RawCommand.after(
          Duration.ZERO,
          () -> {
            try {
              silence.end();
            } finally {
              answer.completeExceptionally(failure);
            }
          });
      return;
    }
    if (translated instanceof RedisRefusedException) {
      silence.heard();
    }
    if (repeats
        && command.remaining().compareTo(pause) > 0
        && !(failure instanceof RedissonShutdownException)
        && translated instanceof RedisUnreachableException) {
      command.noteFailure(translated);
      Duration doubled = pause.multipliedBy(2);
      Duration next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      RawCommand.after(pause, () -> attempt(Optional.of(left()), next));
    } else {
      answer.completeExceptionally(failure);
    }
  }

  /** Returns how long Redisson may take, so that it ends before the call does. */
  private Duration left() {
    Duration left = command.remaining().minus(RedissonCommands.GRACE);
    return left.compareTo(LEAST) > 0 ? left : LEAST;
  }

  /** Takes back a command that still waits for a connection, so that it is not sent too late. */
  private boolean giveUp() {
    givenUp = true;
    RFuture<Object> last = running;
    boolean waiting = last != null && !last.isDone();
    if (last != null) {
      last.cancel(false);
    }
    silence.end();
    return waiting;
  }
}
