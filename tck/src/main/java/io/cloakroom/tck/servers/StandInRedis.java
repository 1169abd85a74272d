package io.cloakroom.tck.servers;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The other side of a port that has no server, such as one in memory: it is looked at through the
 * port itself.
 *
 * @param commands the port
 * @param foreign puts something other than a string under a key
 * @param clock makes time go by for the keys
 * @param description what it is, for the report
 * @param differences where it differs from Redis by design, by the id of the clause
 */
public record StandInRedis(
    RedisCommands commands,
    Consumer<String> foreign,
    Consumer<Duration> clock,
    String description,
    Map<String, String> differences)
    implements RedisUnderTest {

  public StandInRedis {
    differences = Map.copyOf(differences);
  }

  @Override
  public void putForeign(String key) {
    foreign.accept(key);
  }

  @Override
  public TimeToLive timeToLive(String key) {
    return commands.timeToLive(key).toCompletableFuture().join();
  }

  @Override
  public void fill(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      commands.set(prefix + i, new byte[] {'v'}, SetOptions.always()).toCompletableFuture().join();
    }
  }

  @Override
  public void letPass(Duration duration) {
    clock.accept(duration);
  }

  @Override
  public Optional<RedisServer> server() {
    return Optional.empty();
  }

  @Override
  public void clear(String prefix) {
    commands
        .scan(prefix, ScanCursor.START, Integer.MAX_VALUE)
        .thenCompose(page -> commands.delete(page.keys()))
        .toCompletableFuture()
        .join();
  }
}
