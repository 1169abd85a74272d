package io.cloakroom.session.writing;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.content.StoredRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes records under keys that nobody has. An attempt whose reply was lost may have been carried
 * out; the next one for the same session object takes what it finds of that for its own.
 */
public final class RecordCreation {

  private final RedisCommands commands;
  private final RecordReplacement replacement;
  private final LostReplies<StoredRecord> lost = new LostReplies<>();

  public RecordCreation(RedisCommands commands, RecordReplacement replacement) {
    this.commands = commands;
    this.replacement = replacement;
  }

  /**
   * Writes a record, unless another one stands under its key.
   *
   * @param session the object whose record it is
   * @return whether it was written
   */
  public CompletionStage<Boolean> write(
      Object session, String key, StoredRecord record, Optional<Duration> ttl) {
    SetOptions ifAbsent = SetOptions.ifAbsent();
    return commands
        .set(key, record.bytes(), ttl.map(ifAbsent::expiringAfter).orElse(ifAbsent))
        .thenCompose(
            free ->
                free || !lost.isAny(session, key)
                    ? CompletableFuture.completedStage(free)
                    : writeOverOwn(session, key, record, ttl))
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                lost.forget(session);
              } else {
                noteLost(session, key, record, failure);
              }
            });
  }

  /** Notes that a record may stand under a key, although a command failed. */
  public void noteLost(Object session, String key, StoredRecord record, Throwable failure) {
    lost.note(session, key, record.bytes(), record, failure);
  }

  /** Returns whether an attempt for this session may have written under this key. */
  public boolean mayHaveWritten(Object session, String key) {
    return lost.isAny(session, key);
  }

  private CompletionStage<Boolean> writeOverOwn(
      Object session, String key, StoredRecord record, Optional<Duration> ttl) {
    return commands
        .get(key)
        .thenCompose(
            found ->
                found
                    .flatMap(bytes -> lost.find(session, key, bytes))
                    .map(own -> replacement.replace(key, own, record.bytes(), ttl))
                    .orElseGet(() -> CompletableFuture.completedStage(new CompareAndSet.Missing())))
        .thenApply(CompareAndSet.Applied.class::isInstance);
  }
}
