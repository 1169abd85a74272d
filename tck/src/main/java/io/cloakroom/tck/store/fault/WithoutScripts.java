package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A Redis whose user has no right to scripts, and which compares by itself; with something that
 * happens before each comparison.
 */
public final class WithoutScripts extends ForwardingRedisCommands {

  private final RedisCommands client;
  private final Supplier<CompletionStage<?>> before;

  public WithoutScripts(RedisCommands client, Supplier<CompletionStage<?>> before) {
    super(client);
    this.client = client;
    this.before = before;
  }

  public WithoutScripts(RedisCommands client) {
    this(client, () -> CompletableFuture.completedStage(true));
  }

  /** Takes the right from every user who is not named. */
  public static void on(RedisServer server) {
    try (RawRedis raw = server.raw()) {
      raw.call("ACL", "SETUSER", "default", "-@scripting");
    }
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> keys, List<byte[]> arguments) {
    return CompletableFuture.failedStage(
        new RedisRefusedException(
            "NOPERM User web has no permissions to run the 'evalsha' command", null));
  }

  @Override
  public CompletionStage<CompareAndSet.Outcome> compareAndSet(
      String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
    return before.get().thenCompose(done -> client.compareAndSet(key, expected, value, ttl));
  }

  @Override
  public CompletionStage<CompareAndSet.Outcome> compareAndDelete(String key, byte[] expected) {
    return before.get().thenCompose(done -> client.compareAndDelete(key, expected));
  }
}
