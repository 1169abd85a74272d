package io.cloakroom.session.writing;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.content.LostReplies;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes records under keys that nobody has. An attempt whose reply was lost may have been carried
 * out; the next one for the same session object takes what it finds of that for its own.
 */
public record RecordCreation(RedisCommands commands, RecordReplacement replacement) {

  /** What stood under the key of a record. */
  public enum Found {
    NOTHING,
    /** A record of an attempt whose reply was lost. */
    OWN,
    ANOTHER;

    /** Returns whether the record was written over it. */
    public boolean isWritten() {
      return this != ANOTHER;
    }
  }

  /**
   * Writes a record, unless another one stands under its key.
   *
   * @param lost what was sent for the session before
   */
  public CompletionStage<Found> write(
      LostReplies lost, String key, LostReplies.Write write, Optional<Duration> ttl) {
    SetOptions ifAbsent = SetOptions.ifAbsent();
    return noting(
            lost,
            key,
            write,
            commands
                .set(key, write.stored().bytes(), ttl.map(ifAbsent::expiringAfter).orElse(ifAbsent))
                .thenCompose(
                    free ->
                        free || !lost.isAny(key)
                            ? CompletableFuture.completedStage(free ? Found.NOTHING : Found.ANOTHER)
                            : writeOverOwn(lost, key, write, ttl)))
        .thenApply(
            found -> {
              lost.forget(key);
              return found;
            });
  }

  /** Notes a write whose command fails in a way that does not say whether it was carried out. */
  public static <T> CompletionStage<T> noting(
      LostReplies lost, String key, LostReplies.Write write, CompletionStage<T> command) {
    return command.whenComplete(
        (done, failure) -> {
          if (failure != null && mayHaveHappened(failure)) {
            lost.note(key, write);
          }
        });
  }

  /** Returns whether a command that failed like this may have been carried out. */
  public static boolean mayHaveHappened(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    return cause instanceof RedisTimeoutException || cause instanceof RedisUnreachableException;
  }

  private CompletionStage<Found> writeOverOwn(
      LostReplies lost, String key, LostReplies.Write write, Optional<Duration> ttl) {
    byte[] bytes = write.stored().bytes();
    return commands
        .get(key)
        .thenCompose(
            found ->
                found
                    .flatMap(there -> lost.find(key, there))
                    .map(own -> replacement.replace(key, own.stored(), bytes, ttl))
                    .orElseGet(() -> CompletableFuture.completedStage(new CompareAndSet.Missing())))
        .thenApply(outcome -> outcome instanceof CompareAndSet.Applied ? Found.OWN : Found.ANOTHER);
  }
}
