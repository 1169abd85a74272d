package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisUnreachableException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Sends commands so that each ends within the connection's timeout, in the port's own terms. */
record CommandSender(StatefulConnection<String, byte[]> connection) {

  RedisCodec<String, byte[]> codec() {
    return connection.getCodec();
  }

  CommandArgs<String, byte[]> args() {
    return new CommandArgs<>(codec());
  }

  /** Sends a command to where its key is. */
  <T> CompletionStage<T> send(
      ProtocolKeyword type,
      CommandOutput<String, byte[], T> output,
      CommandArgs<String, byte[]> args) {
    return send(new TimedCommand<>(type, output, args), connection::dispatch);
  }

  /**
   * Sends a command to where its key is, the answer to which means nothing if it was carried out
   * before. Lettuce sends a command again when the connection was cut before its reply came: a
   * {@code SET NX} would then find what it has written itself, and say no; and a compare-and-set
   * would take its own value, or what others have written over it since, for a conflict, and make
   * changes again that were made and replaced already.
   */
  <T> CompletionStage<T> sendOnce(
      ProtocolKeyword type,
      CommandOutput<String, byte[], T> output,
      Redirections redirections,
      CommandArgs<String, byte[]> args) {
    TimedCommand<T> command = new TimedCommand<>(type, output, args);
    CompletionStage<T> reply = send(command, connection::dispatch);
    return reply
        .exceptionallyCompose(
            failure ->
                isRefusal(failure) && command.timesSent() > redirections.count()
                    ? CompletableFuture.failedStage(unknown())
                    : reply)
        .thenApply(
            answer -> {
              if (command.timesSent() > 1 + redirections.count()) {
                throw unknown();
              }
              return answer;
            });
  }

  /** A restarted server refuses a script that it ran before: it has forgotten it. */
  private static boolean isRefusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RedisRefusedException;
  }

  private static RedisUnreachableException unknown() {
    return new RedisUnreachableException(
        "The connection was cut before the reply came; whether the command was carried out is"
            + " unknown",
        null);
  }

  /** Sends a command by a way of its own. */
  <T> CompletionStage<T> send(TimedCommand<T> command, Consumer<TimedCommand<T>> way) {
    command.endWithin(connection.getTimeout(), connection.getResources());
    try {
      way.accept(command);
    } catch (RedisException e) {
      command.completeExceptionally(e);
    }
    return command.reply(connection::isOpen);
  }
}
