package io.cloakroom.session.writing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.CompareAndSet.Outcome;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.adapter.Fallback;
import io.cloakroom.session.content.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Replaces a record only while it is the one that was loaded. */
record ReplacementIfUnchanged(RedisCommands commands, Fallback script)
    implements RecordReplacement {

  @Override
  public CompletionStage<Outcome> replace(
      String key, StoredRecord loaded, byte[] bytes, Optional<Duration> ttl) {
    return RefusalAdvice.with(
        RefusalAdvice.MERGING, commands.compareAndSet(key, loaded.bytes(), bytes, ttl));
  }

  @Override
  public CompletionStage<Outcome> remove(String key, StoredRecord loaded) {
    return RefusalAdvice.with(
        RefusalAdvice.MERGING, commands.compareAndDelete(key, loaded.bytes()));
  }

  /** By script, both at once; where there are none, with one command more. */
  @Override
  public CompletionStage<Outcome> retire(String key, StoredRecord loaded, String markerKey) {
    return script.triedIfKnown(
        () ->
            CompareAndSet.deleteAndMark(
                commands, key, loaded.bytes(), markerKey, ReplacementMarker.TTL),
        () -> markAndRemove(key, loaded, markerKey));
  }

  /** Takes the note back where the record is certainly not replaced. */
  private CompletionStage<Outcome> markAndRemove(
      String key, StoredRecord loaded, String markerKey) {
    CompletionStage<Outcome> removed =
        ReplacementMarker.set(commands, markerKey).thenCompose(marked -> remove(key, loaded));
    return removed
        .handle(
            (outcome, failure) ->
                failure == null
                    ? outcome instanceof CompareAndSet.Applied
                    : !(StageFailure.cause(failure) instanceof RedisRefusedException))
        .thenCompose(
            right ->
                right
                    ? removed
                    : commands
                        .delete(List.of(markerKey))
                        .handle((done, another) -> removed)
                        .thenCompose(same -> same));
  }

  @Override
  public CompletionStage<Boolean> retire(String key, String markerKey) {
    return script.triedIfKnown(
        () ->
            commands
                .eval(
                    RedisScript.DELETE_AND_MARK,
                    List.of(key, markerKey),
                    List.of(Long.toString(ReplacementMarker.TTL.toMillis()).getBytes(UTF_8)))
                .thenApply(answer -> answer.get(0)[0] != '0'),
        () -> ReplacementMarker.setAndDelete(commands, key, markerKey));
  }
}
