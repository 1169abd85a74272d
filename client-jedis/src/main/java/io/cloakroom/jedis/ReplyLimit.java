package io.cloakroom.jedis;

import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.adapter.RawCommand;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Closes a connection when a command's time is over. The socket's own timeout does not limit a
 * reply that comes in parts: it begins again with each.
 */
final class ReplyLimit {

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
      return call.get();
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
      try {
        connection.disconnect();
      } catch (JedisConnectionException e) {
        // closed all the same, which the thread that waits finds out
      }
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
