package io.cloakroom.session;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.async.Chunks;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.keys.KeyScan;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Walks over all sessions of a store, a batch of keys at a time. */
final class SessionWalk {

  /** How many keys one command removes at most; the server does nothing else meanwhile. */
  private static final int LARGEST_DELETE = 1_000;

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final SessionEnds ends;
  private final int scanCount;
  private final SessionReader reader;

  SessionWalk(StoreContext context, int scanCount, SessionReader reader) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.ends = context.ends();
    this.scanCount = scanCount;
    this.reader = reader;
  }

  /**
   * Returns the keys of all sessions, a batch at a time.
   *
   * @throws UnsupportedOperationException if the prefix does not tell sessions from other keys
   */
  Batches<String> keys() {
    return keys(scanCount);
  }

  /** Returns the same, where Redis looks at so many keys for each batch. */
  Batches<String> keys(int count) {
    return scan(key -> keys.foundIn(key).map(id -> key), count);
  }

  /** Returns the ids of all sessions, or their hashes, as {@link #keys()} gives the keys. */
  Batches<SessionId> ids() {
    return scan(keys::foundIn, scanCount);
  }

  private <T> Batches<T> scan(Function<String, Optional<T>> ofSession, int count) {
    if (!SessionKeys.isSeparate(keys.prefix())) {
      throw new UnsupportedOperationException(
          "ids, all, length and clear need an option prefix that ends with a character that stands"
              + " for no part of a session id in a key, such as a colon: with \""
              + keys.prefix()
              + "\" other keys in Redis would be taken for sessions");
    }
    return new KeyScan<>(commands, keys.prefix(), ofSession, count)::next;
  }

  /** Returns something of each session that can be read and has not ended. */
  <T> Batches<T> sessions(BiFunction<String, Session, T> result) {
    return keys()
        .flatMap(
            batch ->
                batch.isEmpty()
                    ? CompletableFuture.completedStage(List.of())
                    : commands
                        .multiGet(batch)
                        .thenApply(
                            values ->
                                reader.readAll(
                                    batch,
                                    values,
                                    (key, session) -> Optional.of(result.apply(key, session)))));
  }

  /** Removes all sessions, and returns how many there were. */
  CompletionStage<Long> clear() {
    return sum(
        batch ->
            Chunks.each(
                    batch, LARGEST_DELETE, some -> ends.ending(some, () -> commands.delete(some)))
                .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum()));
  }

  /** Adds up what a function returns for each batch of keys. */
  CompletionStage<Long> sum(Function<List<String>, CompletionStage<Long>> count) {
    Batches<String> batches = keys();
    long[] sum = {0};
    return AsyncLoop.until(
        () ->
            batches
                .next()
                .thenCompose(
                    batch ->
                        batch.isEmpty()
                            ? CompletableFuture.completedStage(Optional.of(sum[0]))
                            : count
                                .apply(batch.get())
                                .thenApply(
                                    number -> {
                                      sum[0] += number;
                                      return Optional.empty();
                                    })));
  }
}
