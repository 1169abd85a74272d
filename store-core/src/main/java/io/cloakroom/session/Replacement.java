package io.cloakroom.session;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.SetOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** How the record that a request loaded is replaced and removed, one command each. */
interface Replacement {

  /** Puts {@code bytes} in the place of a record that is there still. */
  CompletionStage<Outcome> replace(
      String key, StoredRecord loaded, byte[] bytes, Optional<Duration> ttl);

  /** Removes a record. */
  CompletionStage<Outcome> remove(String key, StoredRecord loaded);

  static Replacement of(OnConflict policy, RedisCommands commands) {
    return switch (policy) {
      case MERGE -> new OfWhatWasLoaded(commands);
      case OVERWRITE -> new OfWhateverIsThere(commands);
    };
  }

  /** Only while the record is the one that was loaded. */
  record OfWhatWasLoaded(RedisCommands commands) implements Replacement {

    private static final String ADVICE =
        "Merging what several requests change needs scripts: allow the Redis user +evalsha and"
            + " +eval, or build the store with onConflict(OnConflict.OVERWRITE)";

    @Override
    public CompletionStage<Outcome> replace(
        String key, StoredRecord loaded, byte[] bytes, Optional<Duration> ttl) {
      return advised(CompareAndSet.run(commands, key, loaded.bytes(), bytes, ttl));
    }

    @Override
    public CompletionStage<Outcome> remove(String key, StoredRecord loaded) {
      return advised(CompareAndSet.delete(commands, key, loaded.bytes()));
    }

    private static CompletionStage<Outcome> advised(CompletionStage<Outcome> outcome) {
      return outcome.exceptionallyCompose(
          failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof RedisRefusedException refused && refused.isAboutScripts()
                ? CompletableFuture.failedStage(refused.advising(ADVICE))
                : outcome;
          });
    }
  }

  /** Whatever was saved since. */
  record OfWhateverIsThere(RedisCommands commands) implements Replacement {

    @Override
    public CompletionStage<Outcome> replace(
        String key, StoredRecord loaded, byte[] bytes, Optional<Duration> ttl) {
      SetOptions options = SetOptions.ifPresent();
      return commands
          .set(key, bytes, ttl.map(options::expiringAfter).orElse(options))
          .thenApply(OfWhateverIsThere::outcome);
    }

    @Override
    public CompletionStage<Outcome> remove(String key, StoredRecord loaded) {
      return commands.delete(List.of(key)).thenApply(removed -> outcome(removed > 0));
    }

    private static Outcome outcome(boolean done) {
      return done ? new CompareAndSet.Applied() : new CompareAndSet.Missing();
    }
  }
}
