package io.cloakroom.session.writing;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.content.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Replaces a record whatever was saved since. */
record ReplacementIfPresent(RedisCommands commands) implements RecordReplacement {

  @Override
  public CompletionStage<Outcome> replace(
      String key, StoredRecord loaded, byte[] bytes, Optional<Duration> ttl) {
    SetOptions options = SetOptions.ifPresent();
    return commands
        .set(key, bytes, ttl.map(options::expiringAfter).orElse(options))
        .thenApply(ReplacementIfPresent::outcome);
  }

  @Override
  public CompletionStage<Outcome> remove(String key, StoredRecord loaded) {
    return commands.delete(List.of(key)).thenApply(removed -> outcome(removed > 0));
  }

  /** One command more than with scripts. */
  @Override
  public CompletionStage<Outcome> retire(String key, StoredRecord loaded, String markerKey) {
    return ReplacementMarker.set(commands, markerKey).thenCompose(marked -> remove(key, loaded));
  }

  @Override
  public CompletionStage<Boolean> retire(String key, String markerKey) {
    return ReplacementMarker.setAndDelete(commands, key, markerKey);
  }

  private static Outcome outcome(boolean done) {
    return done ? new CompareAndSet.Applied() : new CompareAndSet.Missing();
  }
}
