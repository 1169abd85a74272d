package io.cloakroom.session;

import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.content.RecordFormat;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes sessions from what was found in Redis, and handles what is not a session. */
final class SessionReader {

  private final SessionKeys keys;
  private final RecordFormat format;
  private final SessionTtl ttl;
  private final UnreadableRecords unreadable;
  private final StoreObserver observer;
  private final InstantSource clock;

  SessionReader(
      SessionKeys keys,
      RecordFormat format,
      SessionTtl ttl,
      UnreadableRecords unreadable,
      StoreObserver observer,
      InstantSource clock) {
    this.keys = keys;
    this.format = format;
    this.ttl = ttl;
    this.unreadable = unreadable;
    this.observer = observer;
    this.clock = clock;
  }

  /** Returns what a record says, alive or not. */
  Lookup read(SessionId id, byte[] bytes) {
    String key = keys.keyOf(id);
    observer.recordRead(bytes.length);
    try {
      return new Lookup.Found(Session.loaded(id, format.read(key, bytes)));
    } catch (UnreadableRecordException e) {
      return unreadable.met(keys.nameOf(key), e);
    }
  }

  /** Returns whether a session has ended, although its record is there. */
  boolean isOver(Session session) {
    return ttl.isOver(session, clock.instant());
  }

  /** The same answer, where a key that holds no string counts as a record that can't be read. */
  CompletionStage<Lookup> orUnreadable(SessionId id, CompletionStage<Lookup> answer) {
    return answer.exceptionallyCompose(
        failure ->
            isWrongType(failure)
                ? CompletableFuture.completedStage(
                    unreadable.met(
                        keys.nameOf(keys.keyOf(id)),
                        new UnreadableRecordException("its key holds no string")))
                : CompletableFuture.failedStage(failure));
  }

  /**
   * Returns something of each session that can be read and has not ended. What can't be read, or
   * fails otherwise, is reported and passed over.
   *
   * @param values what stands under the keys, in their order
   * @param result what to return of a session; null to leave it out
   */
  <T> List<T> readAll(
      List<String> batch,
      List<Optional<byte[]>> values,
      BiFunction<String, Session, Optional<T>> result) {
    return readAll(batch, values, result, key -> Optional.empty());
  }

  /**
   * As {@link #readAll(List, List, BiFunction)}.
   *
   * @param unreadable what to return of what can't be read
   */
  <T> List<T> readAll(
      List<String> batch,
      List<Optional<byte[]>> values,
      BiFunction<String, Session, Optional<T>> result,
      Function<String, Optional<T>> unreadable) {
    List<T> found = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      String key = batch.get(i);
      values
          .get(i)
          .flatMap(bytes -> readOrReport(key, bytes, result, unreadable))
          .ifPresent(found::add);
    }
    return found;
  }

  private <T> Optional<T> readOrReport(
      String key,
      byte[] bytes,
      BiFunction<String, Session, Optional<T>> result,
      Function<String, Optional<T>> ifUnreadable) {
    observer.recordRead(bytes.length);
    try {
      // Where ids are hashed nobody knows them; to look at the content, the hash is enough.
      Session session = Session.loaded(keys.idIn(key), format.read(key, bytes));
      return isOver(session) ? Optional.empty() : result.apply(key, session);
    } catch (UnreadableRecordException e) {
      unreadable.report(keys.nameOf(key), e);
    } catch (Throwable e) {
      unreadable.report(
          keys.nameOf(key),
          new UnreadableRecordException("Looking at it failed with " + e.getClass().getName()));
    }
    return ifUnreadable.apply(key);
  }

  private static boolean isWrongType(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    return cause instanceof RedisRefusedException refused && refused.code().equals("WRONGTYPE");
  }
}
