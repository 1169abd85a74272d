package io.cloakroom.jedis;

import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.RawCommand;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * The one master that a client finds by itself, such as the one that Sentinels name. Jedis shows no
 * connection here, so the client's own socket timeout limits the wait for an answer.
 *
 * @param master returns what the master is at the moment
 */
record ClientRoute(UnifiedJedis client, Supplier<?> master) implements JedisRoute {

  @Override
  public @Nullable Object send(RawCommand command) {
    return WaitLimit.during(
        command,
        sending ->
            client.executeCommand(
                TrackedArguments.of(
                        command,
                        () -> {
                          sending.run();
                          command.onTimeout(() -> true); // from here on it may be carried out
                        })
                    .toCommand()));
  }

  @Override
  public @Nullable Object send(Object expected, RawCommand command) {
    requireStill(expected);
    Object reply = send(command);
    requireStill(expected);
    return reply;
  }

  private void requireStill(Object expected) {
    Object now = master.get();
    if (!expected.equals(now)) {
      throw new RedisUnreachableException(
          "The master is no longer " + expected + ", but " + now, null);
    }
  }

  @Override
  public List<?> masters(RawCommand asking) {
    return List.of(master.get());
  }
}
