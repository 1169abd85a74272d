package io.cloakroom.redisson;

import io.cloakroom.redis.adapter.ClientCommands;
import io.cloakroom.redis.adapter.ClientVersion;
import java.time.Duration;
import java.util.Objects;
import org.redisson.api.RedissonClient;
import org.redisson.connection.MasterSlaveEntry;

/**
 * The port to Redis over <a href="https://redisson.pro/docs/">Redisson</a> 3.45 or later, for a
 * single server, Sentinel, replicated servers and a cluster alike.
 *
 * <pre>{@code
 * Config config = new Config();
 * config.useSingleServer().setAddress("redis://localhost:6379");
 * RedissonClient redisson = Redisson.create(config);
 * RedisCommands commands = RedissonCommands.of(redisson);
 * }</pre>
 *
 * <p><b>Masters only.</b> Every command goes to a master, whatever the client's {@code readMode}: a
 * replica may not have what the request before has written. Nothing needs to be configured for
 * that.
 *
 * <p><b>Timeout.</b> A call ends within two seconds, or the timeout given here, plus a quarter of a
 * second, whatever the client's own {@code timeout} is. That includes waiting for a connection and
 * all attempts. While no server takes the command it is sent again, after growing pauses. A command
 * that may have been carried out is not sent again. With {@code retryAttempts} 0 a call fails at
 * once while there is no server.
 *
 * <p><b>Names.</b> Keys go through the client's {@code NameMapper}, and come back from a scan
 * without it. A scan needs a mapper that puts something before a name and nothing after it. The
 * client's codec is not used: values are written as they are.
 *
 * <p>The client is never shut down here. {@code Redisson.create} fails while Redis is away, unless
 * its configuration has {@code lazyInitialization}; calls then fail until Redis can be reached.
 */
public final class RedissonCommands extends ClientCommands<MasterSlaveEntry> {

  /** Redisson's timer ticks every 100 ms, and its own exception tells more than ours. */
  static final Duration GRACE = Duration.ofMillis(250);

  private RedissonCommands(RedissonClient client, Duration timeout) {
    super(new RedissonAccess(client, timeout), timeout.plus(GRACE));
  }

  /**
   * Uses a client with the {@linkplain #DEFAULT_TIMEOUT default timeout}.
   *
   * @param client what {@code Redisson.create} returned
   * @throws IllegalArgumentException if the client is something else, such as a wrapper
   * @throws IllegalStateException if Redisson is older than 3.45
   */
  public static RedissonCommands of(RedissonClient client) {
    return of(client, DEFAULT_TIMEOUT);
  }

  /**
   * Uses a client.
   *
   * @param client what {@code Redisson.create} returned
   * @param timeout how long a call may take, all its attempts included; from 1 ms to a day
   * @throws IllegalArgumentException if the client is something else, such as a wrapper, or the
   *     timeout is too short or too long
   * @throws IllegalStateException if Redisson is older than 3.45
   */
  public static RedissonCommands of(RedissonClient client, Duration timeout) {
    ClientVersion.require(
        "Redisson", "3.45", "org.redisson.api.ObjectEncoding", RedissonClient.class);
    Objects.requireNonNull(client, "The client must not be null");
    return new RedissonCommands(client, checked(timeout));
  }
}
