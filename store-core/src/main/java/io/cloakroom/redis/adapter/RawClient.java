package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A client that can send any command: all that {@link ClientCommands} needs to make the port out of
 * it. Implemented once for each Redis client; safe for use by many threads.
 *
 * <p>Replies are {@code byte[]} for strings, {@code String} or {@code byte[]} for a status such as
 * {@code OK}, {@code Long} for numbers, {@code List<Object>} for arrays, and null for none.
 *
 * @param <M> how the client names a master
 */
public interface RawClient<M> {

  /**
   * Returns what the server calls a key: UTF-8, with what the client's own settings put before it.
   */
  default byte[] keyOnServer(String key) {
    return key.getBytes(UTF_8);
  }

  /**
   * Returns whether the calling thread is one by which the client receives answers; false for a
   * client that receives them by the thread that asked.
   *
   * @see ReceivingThreads
   */
  default boolean isOnReceivingThread() {
    return false;
  }

  /** Returns whether keys have slots, so that one command can't name keys of several. */
  boolean isCluster();

  /**
   * Asks for every master that holds keys, each once.
   *
   * @param asking whose {@link RawCommand#remaining} time a blocking client has for it
   */
  CompletionStage<List<M>> masters(RawCommand asking);

  /**
   * Returns how often the client has lost a connection to a master. What is at the same address
   * afterwards may be another server, whose scan cursors are others.
   */
  long lostConnections();

  /**
   * Sends a command to the master that holds its key.
   *
   * <p>A client with threads of its own need not watch the time; it says by {@link
   * RawCommand#onTimeout} what to do when that is over. A blocking one returns a stage that is
   * complete, and has to end within {@link RawCommand#remaining}.
   */
  CompletionStage<?> send(RawCommand command);

  /**
   * Sends commands of one call, each to the master that holds its key. A client that would wait for
   * each answer before it sends the next command sends them together instead.
   *
   * @param commands at least one; all end at the same time
   * @return the answers, in the order of the commands, as {@link #send(RawCommand)} gives them
   */
  default List<? extends CompletionStage<?>> sendAll(List<RawCommand> commands) {
    return commands.stream().map(command -> CommandRunner.started(() -> send(command))).toList();
  }

  /** Sends a command to one master. */
  CompletionStage<?> send(M master, RawCommand command);

  /** Returns what a failure of the client means for a command. */
  RedisCommandException translate(Throwable failure, RawCommand command);
}
