package io.cloakroom.lettuce;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
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
