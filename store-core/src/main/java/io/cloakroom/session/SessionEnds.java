package io.cloakroom.session;

import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.index.EndEntries;
import io.cloakroom.session.index.EndEntries.Mark;
import io.cloakroom.session.index.EndFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of ends, for the option {@code expiredEvents}: which sessions there are, and when to
 * look whether they have ended. It is written when a session begins. Using a session writes nothing
 * here: the search finds its TTL, and enters it again.
 *
 * <p>What the application ends is announced before its record is removed. So an entry whose record
 * is gone, and whose end nobody has announced, is that of a session that has expired.
 */
final class SessionEnds {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionStore.class);

  private final boolean on;
  private final SessionKeys keys;
  private final UserIndex index;
  private final EndEntries entries;

  SessionEnds(boolean on, SessionKeys keys, UserIndex index, EndEntries entries) {
    this.on = on;
    this.keys = keys;
    this.index = index;
    this.entries = entries;
  }

  boolean isOn() {
    return on;
  }

  /** Returns the entries in Redis, for the search for sessions that have ended. */
  EndEntries entries() {
    return entries;
  }

  /** Enters a session that begins, before its record is written. */
  CompletionStage<Void> begin(Session session, SessionId id, Duration ttl) {
    return on ? enter(session, id, ttl, true) : done();
  }

  /**
   * Notes whose a session is now, where its record said otherwise before it was saved. What fails
   * here is logged, for the session is saved.
   *
   * @param before whose it was
   */
  CompletionStage<Void> saved(Session session, Supplier<Session> before, Duration ttl) {
    if (!on || !index.isOn() || isSameUser(session, before)) {
      return done();
    }
    return enter(session, session.id(), ttl, false)
        .exceptionally(
            failure -> {
              LOG.warn(
                  "When session {} expires, the event may not name its user: {}",
                  session.id(),
                  StageFailure.cause(failure).toString());
              return null;
            });
  }

  private boolean isSameUser(Session session, Supplier<Session> before) {
    try {
      return Objects.equals(index.userOf(session), index.userOf(before.get()));
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private CompletionStage<Void> enter(
      Session session, SessionId id, Duration ttl, boolean inAnyCase) {
    String user = index.isOn() ? index.userOf(session) : null;
    return entries.enter(
        keys.wordOf(id), ttl, new EndFacts.Known(session.creationTime(), user), inAnyCase);
  }

  /**
   * Removes a record whose session the application ends, so that it does not count as expired. If
   * there was nothing to remove, it had expired before, and counts as expired.
   *
   * @param removed whether there was something, as the answer says
   */
  <T> CompletionStage<T> ending(
      String key, Supplier<CompletionStage<T>> removal, Predicate<T> removed) {
    if (!on) {
      return removal.get();
    }
    String word = keys.wordIn(key);
    return announced(List.of(word))
        .thenCompose(
            answer ->
                removal
                    .get()
                    .thenCompose(
                        result ->
                            settled(word, answer.getOrDefault(word, '0'), removed.test(result))
                                .thenApply(done -> result)));
  }

  /** Removes records whose sessions the application ends, and which were there a moment ago. */
  <T> CompletionStage<T> ending(List<String> all, Supplier<CompletionStage<T>> removal) {
    return on && !all.isEmpty()
        ? announced(all.stream().map(keys::wordIn).toList()).thenCompose(done -> removal.get())
        : removal.get();
  }

  /** Ending a session matters more than how its end is reported, and goes on if this fails. */
  private CompletionStage<Map<String, Character>> announced(List<String> words) {
    return entries
        .mark(Mark.ANNOUNCE, words)
        .exceptionally(
            failure -> {
              LOG.warn(
                  "Sessions that the application ends may be reported as expired: {}",
                  StageFailure.cause(failure).toString());
              return Map.of();
            });
  }

  /**
   * If two requests end one session at the same time, both announce it and one removes it. That one
   * removes the entry, too, so that the other finds none to withdraw.
   */
  private CompletionStage<Void> settled(String word, char announced, boolean removed) {
    if (removed && announced == '2') {
      return marked(Mark.REMOVE, word);
    }
    return !removed && announced == '1' ? marked(Mark.WITHDRAW, word) : done();
  }

  private CompletionStage<Void> marked(Mark mark, String word) {
    return entries
        .mark(mark, List.of(word))
        .<Void>thenApply(done -> null)
        .exceptionally(
            failure -> {
              LOG.warn(
                  "The end of a session may be reported wrongly: {}",
                  StageFailure.cause(failure).toString());
              return null;
            });
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedStage(null);
  }
}
