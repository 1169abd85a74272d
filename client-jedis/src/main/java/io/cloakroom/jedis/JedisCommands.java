package io.cloakroom.jedis;

import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.ClientCommands;
import io.cloakroom.redis.adapter.ClientVersion;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import redis.clients.jedis.UnifiedJedis;

/**
 * The port to Redis over a client of Jedis 5.1 or later: a {@code RedisClient}, {@code
 * RedisClusterClient} or {@code RedisSentinelClient}, or a {@code JedisPooled}, {@code
 * JedisCluster} or {@code JedisSentineled}.
 *
 * <pre>{@code
 * RedisClient client = RedisClient.create("redis://localhost:6379");
 * RedisCommands commands = JedisCommands.of(client);
 * }</pre>
 *
 * <p>The client is never closed here, and its key pre-processor stays in force.
 *
 * <p><b>Timeout.</b> Every call ends within two seconds, or the timeout given here: waiting for a
 * free connection and for the answer, whatever the pool's {@code maxWait} and the client's socket
 * timeout say. Opening a connection takes as long as the client's connect and socket timeouts say,
 * which are two seconds by default: set both to no more than the timeout. Over a standalone client
 * and in a cluster a call that begins with opening one still ends in time, and so does every call
 * that runs on an executor; a command that a cluster sends on, or that is sent again, may open a
 * connection in the caller's thread. Where the pool tests connections ({@code testOnBorrow}, {@code
 * testOnReturn}), each call runs on another thread, because testing may take longer than the call;
 * over Sentinels it then takes as long as the tests. Over a {@code RedisSentinelClient} or {@code
 * JedisSentineled} the client's socket timeout is also what limits the wait for an answer.
 *
 * <p><b>Clusters.</b> A call with many keys needs one command for each hash slot. Those for one
 * master go over one connection together: up to 500 of them, or 16 kB, before the first reply is
 * read.
 *
 * <p><b>Retries.</b> A {@code set}, {@code delete} or changing script that was sent, and then got
 * no reply, is not sent again, but fails with {@link RedisUnreachableException} or {@link
 * io.cloakroom.redis.RedisTimeoutException}; the client's {@code maxAttempts} has no effect. A
 * connection that died while it lay in the pool fails the next command that takes it, once, unless
 * the pool has {@code testOnBorrow}. After that, and after a timeout, all unused connections are
 * closed, because they may be dead, too; in a cluster only after a timeout, and over Sentinels
 * never.
 *
 * <p>A scan that was under way when a connection was lost looks at all keys of that server again:
 * the server at this address may be another one now, which does not know the cursor.
 *
 * <p>A key pre-processor that puts a prefix before each key works in scans, too. With one that does
 * anything else, a scan fails with a {@link io.cloakroom.redis.RedisRefusedException}.
 */
public final class JedisCommands extends ClientCommands<Object> {

  private JedisCommands(UnifiedJedis client, Duration timeout, Executor executor) {
    super(new JedisClient(client, executor), timeout);
  }

  /**
   * Returns commands that run in the thread that calls them, with the {@linkplain #DEFAULT_TIMEOUT
   * default timeout}: every stage is complete when it is returned.
   *
   * @throws IllegalStateException if Jedis is older than 5.1
   */
  public static JedisCommands of(UnifiedJedis client) {
    return of(client, DEFAULT_TIMEOUT);
  }

  /**
   * Returns commands that run in the thread that calls them: every stage is complete when it is
   * returned.
   *
   * @param timeout how long a call may take; from 1 ms to a day
   * @throws IllegalStateException if Jedis is older than 5.1
   */
  public static JedisCommands of(UnifiedJedis client, Duration timeout) {
    return of(client, timeout, JedisClient.IN_CALLERS_THREAD);
  }

  /** Returns commands that run on an executor, with the default timeout. */
  public static JedisCommands of(UnifiedJedis client, Executor executor) {
    return of(client, DEFAULT_TIMEOUT, executor);
  }

  /**
   * Returns commands that run on an executor, for callers that must not block. A command that the
   * executor rejects fails with a {@link RedisUnreachableException}.
   *
   * @param timeout how long a call may take, waiting for a thread included; from 1 ms to a day
   * @param executor is never shut down here; it needs as many threads as the client has connections
   * @throws IllegalStateException if Jedis is older than 5.1
   */
  public static JedisCommands of(UnifiedJedis client, Duration timeout, Executor executor) {
    ClientVersion.require(
        "Jedis", "5.1", "redis.clients.jedis.AbstractTransaction", UnifiedJedis.class);
    Objects.requireNonNull(client, "The client must not be null");
    Objects.requireNonNull(executor, "The executor must not be null");
    return new JedisCommands(client, timeout, executor);
  }
}
