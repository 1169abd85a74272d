package io.cloakroom.jedis;

import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

/**
 * Where commands wait for one of a pool's connections, so that none has to in the pool itself: that
 * waits without end unless it has a {@code maxWait}, and while it makes a connection, those who
 * wait without end keep the processors busy (commons-pool 2.13.1). Whoever was waiting while a
 * command got no answer is sent away with it, for a server that hangs would let each of them wait
 * out the timeout, one pool full after the other.
 */
final class PoolQueue {

  /** As long as Jedis waits for a reply, unless it is told otherwise. */
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);

  private final Semaphore connections;
  private final int size;
  private final Duration wait;
  private volatile long unansweredAt = System.nanoTime();

  private PoolQueue(int size, Duration wait) {
    this.connections = new Semaphore(size, true);
    this.size = size;
    this.wait = wait;
  }

  /** The queue for a client's pool; one that lets all pass where it has none, or one per server. */
  static PoolQueue before(UnifiedJedis client) {
    return pool(client)
        .filter(pool -> pool.getMaxTotal() > 0 && pool.getBlockWhenExhausted())
        .map(pool -> new PoolQueue(pool.getMaxTotal(), waitFor(pool)))
        .orElseGet(() -> new PoolQueue(Integer.MAX_VALUE, DEFAULT_WAIT));
  }

  private static Optional<Pool<Connection>> pool(UnifiedJedis client) {
    if (client instanceof RedisSentinelClient sentinel) {
      return sentinel.getPrimaryNodesConnectionMap().values().stream().findFirst();
    }
    return client instanceof RedisClient single ? Optional.of(single.getPool()) : Optional.empty();
  }

  private static Duration waitFor(Pool<Connection> pool) {
    Duration configured = pool.getMaxWaitDuration();
    return configured.isNegative() ? DEFAULT_WAIT : configured;
  }

  /**
   * Runs a command once a connection is free for it.
   *
   * @throws RedisUnreachableException if none becomes free in time, or another command gets no
   *     answer meanwhile: this one was not sent then
   */
  <T> T inTurn(Supplier<T> command) {
    if (connections.hasQueuedThreads() || !connections.tryAcquire()) {
      await();
    }
    try {
      return command.get();
    } catch (RedisTimeoutException e) {
      unansweredAt = System.nanoTime();
      throw e;
    } finally {
      connections.release();
    }
  }

  private void await() {
    long arrived = System.nanoTime();
    boolean free;
    try {
      free = connections.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisUnreachableException("Interrupted while it waited for a connection", e);
    }
    if (!free) {
      throw new RedisUnreachableException(
          "All %d connections of Jedis' pool (maxTotal) were in use for %d ms (maxWait)"
              .formatted(size, wait.toMillis()),
          null);
    }
    if (unansweredAt - arrived > 0) {
      connections.release();
      throw new RedisUnreachableException(
          "Redis does not answer: a command timed out while this one waited for a connection",
          null);
    }
  }
}
