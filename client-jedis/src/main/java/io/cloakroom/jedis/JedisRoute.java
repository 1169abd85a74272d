package io.cloakroom.jedis;

import io.cloakroom.redis.adapter.RawCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to the servers behind a client. Methods throw what Jedis throws, or the port's failures.
 */
interface JedisRoute {

  /** Sends a command to the master of its key, within the command's time. */
  @Nullable Object send(RawCommand command);

  /** Sends commands of one call, each to the master of its key, within their time. */
  default List<Answer> sendAll(List<RawCommand> commands) {
    return commands.stream()
        .map(
            command ->
                command.remaining().isZero()
                    ? Answer.failed(PooledCommands.late())
                    : Answer.of(() -> send(command)))
        .toList();
  }

  /** Sends a command to one master. */
  @Nullable Object send(Object master, RawCommand command);

  /** Returns every master that holds keys, each once, within the time of a command. */
  List<?> masters(RawCommand asking);

  /** Returns whether keys have slots. */
  default boolean isCluster() {
    return false;
  }

  /**
   * Returns whether a call may have to wait for the server before its commands are sent, because a
   * connection has to be opened or tested, as far as Jedis shows that.
   */
  default boolean mayWaitForServer(List<RawCommand> commands) {
    return false;
  }

  /** Closes the connections that nobody uses, after one of them was found dead. */
  default void leaveIdleConnections() {}
}
