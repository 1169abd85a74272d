package io.cloakroom.lettuce;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.resource.ClientResources;
import io.netty.buffer.ByteBuf;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A command to a master that ends within its timeout, whatever becomes of the connection, and that
 * knows whether it was ever sent. Lettuce drops a command that has ended from its queues, so one
 * that timed out while waiting for a connection is not sent later.
 */
final class TimedCommand<T> extends AsyncCommand<String, byte[], T> {

  private final AtomicInteger timesSent = new AtomicInteger();

  TimedCommand(
      ProtocolKeyword type,
      CommandOutput<String, byte[], T> output,
      CommandArgs<String, byte[]> args) {
    super(new Command<>(new MasterKeyword(type), output, args));
  }

  /**
   * Starts the clock. The client's timer only rings; the failure is handed out on the client's
   * computation threads, where Lettuce hands out its own timeouts, because a slow reader would hold
   * up every other timeout.
   *
   * @param timeout zero or less for none, as in Lettuce
   */
  void endWithin(Duration timeout, ClientResources resources) {
    if (timeout.isZero() || timeout.isNegative()) {
      return;
    }
    Timeout alarm =
        resources
            .timer()
            .newTimeout(
                ringing -> resources.eventExecutorGroup().execute(() -> timeOut(timeout)),
                timeout.toNanos(),
                NANOSECONDS);
    onComplete((value, failure) -> alarm.cancel());
  }

  private void timeOut(Duration timeout) {
    completeExceptionally(
        new RedisCommandTimeoutException(getType() + " was not answered within " + timeout));
  }

  /**
   * The reply, or the failure in the port's own terms. Lettuce keeps a command whose connection was
   * cut, to send it again: one that times out without a connection found no server.
   *
   * @param connected whether there is a connection now
   */
  CompletionStage<T> reply(BooleanSupplier connected) {
    return exceptionally(
        failure -> {
          throw Failures.translate(failure, timesSent.get() > 0 && connected.getAsBoolean());
        });
  }

  /** How often it has left: more than once where Lettuce repeats it. */
  int timesSent() {
    return timesSent.get();
  }

  /** Called by Lettuce when a connection is there to take the bytes. */
  @Override
  public void encode(ByteBuf buffer) {
    timesSent.incrementAndGet();
    super.encode(buffer);
  }
}
