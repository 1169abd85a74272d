package io.cloakroom.mock;

import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.RedisServer;
import io.cloakroom.tck.RedisUnderTest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The in-memory port's other side: the port itself, with its clock moved instead of waited for. */
final class InMemoryRedis implements RedisUnderTest {

  private final MovableClock clock = MovableClock.atNow();
  private final InMemoryRedisCommands commands = InMemoryRedisCommands.with(clock);

  InMemoryRedisCommands commands() {
    return commands;
  }

  @Override
  public void putForeign(String key) {
    commands.putForeign(key);
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
    clock.advance(duration);
  }

  @Override
  public Optional<RedisServer> server() {
    return Optional.empty();
  }

  @Override
  public String description() {
    return "the in-memory client, whose clock is moved instead of waited for";
  }

  @Override
  public Map<String, String> differences() {
    return Map.of(
        "P15", "the keys come in alphabetical order, and none of them twice.",
        "P17", "its scripts are written in Java: no server can forget them.",
        "P18", "it refuses keys of another type and nothing else; it is never slow and never away.",
        "P19", "it is never away.",
        "P21", "each stage is complete when it is returned, so that there is nothing to cancel.");
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
