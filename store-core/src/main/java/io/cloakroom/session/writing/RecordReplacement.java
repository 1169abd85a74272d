package io.cloakroom.session.writing;

import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.adapter.Fallback;
import io.cloakroom.session.content.StoredRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** How the record that a request loaded is replaced and removed, one command each. */
public interface RecordReplacement {

  /** Puts {@code bytes} in the place of a record that is there still. */
  CompletionStage<Outcome> replace(
      String key, StoredRecord loaded, byte[] bytes, Optional<Duration> ttl);

  /** Removes a record. */
  CompletionStage<Outcome> remove(String key, StoredRecord loaded);

  /** Removes a record whose session has another id now, and leaves a note of that for a while. */
  CompletionStage<Outcome> retire(String key, StoredRecord loaded, String markerKey);

  /**
   * Removes whatever is there, and leaves the same note, even if nothing was there.
   *
   * @return whether there was something
   */
  CompletionStage<Boolean> retire(String key, String markerKey);

  static RecordReplacement of(boolean merging, RedisCommands commands) {
    return merging
        ? new ReplacementIfUnchanged(commands, new Fallback())
        : new ReplacementIfPresent(commands);
  }
}
