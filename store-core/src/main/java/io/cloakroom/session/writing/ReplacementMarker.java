package io.cloakroom.session.writing;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The note that a session has another id now. */
final class ReplacementMarker {

  /** How long the note stays: for as long as requests with the old id may be on their way. */
  static final Duration TTL = Duration.ofMinutes(1);

  private ReplacementMarker() {}

  static CompletionStage<Boolean> set(RedisCommands commands, String markerKey) {
    return commands.set(markerKey, new byte[0], SetOptions.always().expiringAfter(TTL));
  }

  /**
   * Sets the note, then removes a record: no moment may be without both.
   *
   * @return whether there was a record
   */
  static CompletionStage<Boolean> setAndDelete(
      RedisCommands commands, String key, String markerKey) {
    return set(commands, markerKey)
        .thenCompose(set -> commands.delete(List.of(key)))
        .thenApply(removed -> removed > 0);
  }
}
