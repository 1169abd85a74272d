package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a store that gives new ids wrongly would send to a server that compares by itself. */
final class BrokenComparedMoves {

  private BrokenComparedMoves() {}

  static RedisCommands removesUnseen(RedisCommands sound) {
    return new Comparing(sound) {
      @Override
      public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
        return sound.delete(List.of(key)).thenApply(removed -> new CompareAndSet.Applied());
      }
    };
  }

  static RedisCommands comparesByScript(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Outcome> compareAndSet(
          String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
        return CompareAndSet.run(this, key, expected, value, ttl);
      }

      @Override
      public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
        return CompareAndSet.delete(this, key, expected);
      }
    };
  }

  static RedisCommands leavesTheNote(RedisCommands sound) {
    return new Comparing(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        return super.delete(keys.stream().filter(key -> !key.contains("replaced:")).toList());
      }
    };
  }

  /** Passes comparisons on as they are. */
  private static class Comparing extends ForwardingPort {

    Comparing(RedisCommands sound) {
      super(sound);
    }

    @Override
    public CompletionStage<Outcome> compareAndSet(
        String key, byte[] expected, byte[] value, Optional<Duration> ttl) {
      return sound.compareAndSet(key, expected, value, ttl);
    }

    @Override
    public CompletionStage<Outcome> compareAndDelete(String key, byte[] expected) {
      return sound.compareAndDelete(key, expected);
    }
  }
}
