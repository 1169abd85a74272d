package io.cloakroom.session;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.writing.RecordReplacement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Removes records whatever they hold. */
final class SessionRemover {

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final SessionEnds ends;
  private final RecordReplacement replacement;

  SessionRemover(StoreContext context, RecordReplacement replacement) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.ends = context.ends();
    this.replacement = replacement;
  }

  /** Removes a record, and returns how many there were. */
  CompletionStage<Long> remove(String key) {
    return AsyncLoop.start(
        () -> ends.ending(key, () -> commands.delete(List.of(key)), removed -> removed > 0));
  }

  /** Removes a record and leaves a note that another session has taken its place. */
  CompletionStage<Long> retire(String key) {
    return AsyncLoop.start(
            () ->
                ends.ending(
                    key, () -> replacement.retire(key, keys.markerKeyOf(key)), gone -> gone))
        .thenApply(gone -> gone ? 1L : 0L);
  }

  /** Returns whether there is such a note. */
  CompletionStage<Boolean> wasReplaced(String key) {
    return AsyncLoop.start(() -> commands.get(keys.markerKeyOf(key)))
        .thenApply(Optional::isPresent);
  }
}
