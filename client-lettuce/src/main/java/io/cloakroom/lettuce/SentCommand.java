package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.RawCommand;
import io.cloakroom.redis.adapter.ReceivingThreads;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A command to a master that knows whether it was ever sent. Lettuce drops a command that has ended
 * from its queues, so one whose time is over while it waits for a connection is not sent later.
 */
final class SentCommand extends AsyncCommand<byte[], byte[], @Nullable Object> {

  private final RawOutput replies;
  private final ReceivingThreads receiving;
  private final AtomicInteger timesSent = new AtomicInteger();
  private volatile long sentAt;

  private SentCommand(RawCommand command, RawOutput replies, ReceivingThreads receiving) {
    super(new Command<>(new MasterKeyword(command.name()), replies, args(command)));
    this.replies = replies;
    this.receiving = receiving;
  }

  /**
   * @param receiving learns which thread brings the reply
   */
  static SentCommand of(RawCommand command, ReceivingThreads receiving) {
    return new SentCommand(command, new RawOutput(), receiving);
  }

  private static CommandArgs<byte[], byte[]> args(RawCommand command) {
    CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    for (byte[] argument : command.arguments()) {
      if (argument == command.key()) {
        args.addKey(argument);
      } else {
        args.add(argument);
      }
    }
    return args;
  }

  /** Returns whether it was sent. */
  boolean wasSent() {
    return timesSent.get() > 0;
  }

  /** Returns when it was last sent, as {@link System#nanoTime} says. */
  long sentAt() {
    return sentAt;
  }

  /** Called by Lettuce when a connection is there to take the bytes. */
  @Override
  public void encode(ByteBuf buffer) {
    timesSent.incrementAndGet();
    sentAt = System.nanoTime();
    replies.begin();
    super.encode(buffer);
  }

  /** Called by Lettuce when the reply is there. */
  @Override
  public void complete() {
    receiving.add();
    super.complete();
  }

  /**
   * Returns the reply of a command, or fails if the command may have been carried out twice.
   * Lettuce sends a command again when the connection was cut before its reply came. An error reply
   * may have redirected it to another node; a restarted server refuses a script that it ran before.
   */
  CompletionStage<@Nullable Object> once() {
    return handle(
        (answer, failure) -> {
          int sentOn = replies.errors();
          boolean repeated =
              failure == null
                  ? timesSent.get() > 1 + sentOn
                  : failure instanceof RedisCommandExecutionException && timesSent.get() > sentOn;
          if (repeated) {
            throw new RedisUnreachableException(
                "The connection was cut before the reply came; whether the command was carried out"
                    + " is unknown",
                null);
          }
          if (failure instanceof RuntimeException e) {
            throw e;
          }
          if (failure != null) {
            throw new CompletionException(failure);
          }
          return answer;
        });
  }
}
