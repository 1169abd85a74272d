package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;

/**
 * Keeps Jedis from sending a command again that may have been carried out. A {@code
 * RedisClusterClient} does so whenever a connection fails, {@code maxAttempts} times: a {@code SET
 * NX} would then find what it has written itself, and say no, and a compare-and-set would take its
 * own value for a conflict. A command that the server has sent elsewhere ({@code MOVED}, {@code
 * ASK}) was not carried out, and goes there.
 */
final class OnceOnly implements Consumer<Connection> {

  private @Nullable Connection sentOver;
  private long sentAt;

  private OnceOnly() {}

  static <T> CommandObject<T> of(CommandObject<T> command) {
    return command.withPreProcessHook(new OnceOnly());
  }

  /** Called before each time that the command is sent, by the thread that waits for its reply. */
  @Override
  public void accept(Connection connection) {
    if (sentOver != null && sentOver.isBroken()) {
      throw unknown(sentOver);
    }
    sentOver = connection;
    sentAt = System.nanoTime();
  }

  private RedisCommandException unknown(Connection failed) {
    String unknown = "; whether the command was carried out is unknown";
    Duration waited = Duration.ofNanos(System.nanoTime() - sentAt);
    return waited.toMillis() >= failed.getSoTimeout() && failed.getSoTimeout() > 0
        ? new RedisTimeoutException("Redis did not answer in time" + unknown, null)
        : new RedisUnreachableException(
            "The connection was cut before the reply came" + unknown, null);
  }
}
