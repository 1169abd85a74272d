package io.cloakroom.session;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.serializer.UnreadableRecordException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Makes sessions of what was found in Redis, and deals with what is none. */
final class SessionReader {

  private final SessionKeys keys;
  private final RecordFormat format;
  private final Lifetime lifetime;
  private final UnreadableRecords unreadable;
  private final InstantSource clock;

  SessionReader(
      SessionKeys keys,
      RecordFormat format,
      Lifetime lifetime,
      UnreadableRecords unreadable,
      InstantSource clock) {
    this.keys = keys;
    this.format = format;
    this.lifetime = lifetime;
    this.unreadable = unreadable;
    this.clock = clock;
  }

  /** The session in a record; empty where it can't be read and that is no failure. */
  Optional<Session> read(SessionId id, byte[] bytes) {
    String key = keys.keyOf(id);
    try {
      RecordFormat.Content read = format.read(key, bytes);
      return Optional.of(Session.loaded(id, read.content(), read.stored()));
    } catch (UnreadableRecordException e) {
      return unreadable.met(keys.nameOf(key), e);
    }
  }

  /** The same answer, where a key that holds no string counts as a record that can't be read. */
  CompletionStage<Optional<Session>> orUnreadable(
      SessionId id, CompletionStage<Optional<Session>> answer) {
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
   * Something of each record that can be read and whose time is not up. What can't be read is
   * reported.
   *
   * @param values what stands under the keys, in their order
   */
  <T> List<T> readAll(
      List<String> batch,
      List<Optional<byte[]>> values,
      BiFunction<String, RecordFormat.Content, T> result) {
    List<T> found = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      String key = batch.get(i);
      values
          .get(i)
          .flatMap(bytes -> readOrReport(key, bytes))
          .filter(read -> !lifetime.isOver(CreationTime.in(read.content()), clock.instant()))
          .ifPresent(read -> found.add(result.apply(key, read)));
    }
    return found;
  }

  private Optional<RecordFormat.Content> readOrReport(String key, byte[] bytes) {
    try {
      return Optional.of(format.read(key, bytes));
    } catch (UnreadableRecordException e) {
      unreadable.report(keys.nameOf(key), e);
      return Optional.empty();
    }
  }

  private static boolean isWrongType(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RedisRefusedException refused && refused.code().equals("WRONGTYPE");
  }
}
