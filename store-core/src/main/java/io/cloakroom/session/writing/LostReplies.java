package io.cloakroom.session.writing;

import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * What was sent for a session object without a reply. It may have been written, so whoever tries
 * again may meet it, and must not take it for another's.
 *
 * @param <W> what is known of a write
 */
public final class LostReplies<W> {

  private final Map<Object, Writes<W>> bySession = Collections.synchronizedMap(new WeakHashMap<>());

  @SuppressWarnings("ArrayRecordComponent") // compared by its bytes only
  private record Write<W>(byte[] bytes, W known) {}

  private record Writes<W>(String key, List<Write<W>> all) {}

  /** Notes a write under a key, if it may have been carried out although it failed. */
  public void note(Object session, String key, byte[] bytes, W write, Throwable failure) {
    if (mayHaveHappened(failure)) {
      Stream<Write<W>> before = writes(session, key).stream();
      bySession.put(
          session,
          new Writes<>(key, Stream.concat(before, Stream.of(new Write<>(bytes, write))).toList()));
    }
  }

  /** Returns whether a command that failed like this may have been carried out. */
  public static boolean mayHaveHappened(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    return cause instanceof RedisTimeoutException || cause instanceof RedisUnreachableException;
  }

  /** Returns whether anything may have been written under a key. */
  public boolean isAny(Object session, String key) {
    return !writes(session, key).isEmpty();
  }

  /** Returns the write by which these bytes came under a key; empty if it was another's. */
  public Optional<W> find(Object session, String key, byte[] found) {
    return writes(session, key).stream()
        .filter(write -> Arrays.equals(write.bytes(), found))
        .map(Write::known)
        .findFirst();
  }

  /** Forgets what became of earlier writes, as a reply has come since. */
  public void forget(Object session) {
    bySession.remove(session);
  }

  private List<Write<W>> writes(Object session, String key) {
    Writes<W> known = bySession.get(session);
    return known != null && known.key().equals(key) ? known.all() : List.of();
  }
}
