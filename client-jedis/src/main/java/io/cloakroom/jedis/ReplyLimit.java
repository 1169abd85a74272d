package io.cloakroom.jedis;

import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.adapter.RawCommand;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Closes a connection when a command's time is over. The socket's own timeout does not limit a
 * reply that comes in parts: it begins again with each.
 */
final class ReplyLimit {

  /**
   * Whether Jedis can close a connection over which a server takes nothing. Before Jedis 7.0 it
   * would send first what is not sent yet.
   */
  static final boolean CLOSES_AT_ONCE =
      Stream.of(Connection.class.getMethods())
          .anyMatch(method -> method.getName().equals("forceDisconnect"));

  private final Connection connection;
  private boolean over;
  private boolean closed;

  private ReplyLimit(Connection connection) {
    this.connection = connection;
  }

  /**
   * Runs a call that waits for a reply.
   *
   * @throws RedisTimeoutException if the whole reply was not there in time
   */
  static <T extends @Nullable Object> T during(
      Connection connection, RawCommand command, Supplier<T> call) {
    ReplyLimit limit = new ReplyLimit(connection);
    Runnable cancel = command.atEndOfTime(limit::expire);
    try {
      T reply = call.get();
      if (limit.isClosed()) {
        throw new RedisTimeoutException("Redis answered too late", null);
      }
      return reply;
    } catch (JedisConnectionException e) {
      throw limit.isClosed()
          ? new RedisTimeoutException("Redis did not answer in time, or not completely", e)
          : e;
    } finally {
      cancel.run();
      limit.end();
    }
  }

  private synchronized void expire() {
    if (!over) {
      closed = true;
      PooledCommands.closeSoon(connection);
      if (CLOSES_AT_ONCE) {
        closeAtOnce();
      } else {
        JedisClient.WAITING.execute(this::closeAfterWriting);
      }
    }
  }

  private void closeAtOnce() {
    try {
      connection.forceDisconnect();
    } catch (IOException e) {
      // closed all the same, which the thread that waits finds out
    }
  }

  private void closeAfterWriting() {
    try {
      connection.disconnect();
    } catch (JedisConnectionException e) {
      // likewise
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Called by the thread that waited, so that the next command's connection stays open. */
  private synchronized void end() {
    over = true;
  }
}
