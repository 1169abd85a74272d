package io.cloakroom.session;

import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.content.RecordFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Looks over the sessions of a store for those who run an application. Nothing is changed by
 * looking: no TTL is reset, and unreadable records are shown rather than counted and logged.
 *
 * <p>{@link RedisSessionStore#inventory} gives it.
 */
public final class SessionInventory {

  /** How far the clocks of servers may differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final RecordFormat format;
  private final SessionTtl ttl;
  private final UserIndex index;
  private final InstantSource clock;
  private final SessionWalk walk;

  SessionInventory(StoreContext context, RecordFormat format, SessionWalk walk) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.ttl = context.ttl();
    this.index = context.index();
    this.clock = context.clock();
    this.format = format;
    this.walk = walk;
  }

  /** Returns whether sessions can be found by user: the option {@code userIndex}. */
  public boolean findsUsers() {
    return index.isOn();
  }

  /** Returns whether {@link StoredSession#word} is a hash: the option {@code idHashing}. */
  public boolean hashesIds() {
    return keys.hashing();
  }

  /**
   * Walks over what names each session in Redis, in no order.
   *
   * @param count how many keys Redis looks at for one batch
   * @throws UnsupportedOperationException at once, if the prefix does not tell sessions from other
   *     keys
   */
  public Batches<String> words(int count) {
    return walk.keys(count).map(keys::wordIn);
  }

  /**
   * Reads sessions by what names them in Redis.
   *
   * @param words such as {@link #words} gave them; what is none is passed over
   * @return those that are there, in the same order; they may end at any moment
   */
  public CompletionStage<List<StoredSession>> read(List<String> words) {
    List<String> all = words.stream().filter(keys::isWord).map(keys::keyOfWord).toList();
    return commands
        .multiGet(all)
        .thenCompose(
            values -> {
              List<CompletableFuture<Optional<StoredSession>>> read = new ArrayList<>();
              for (int i = 0; i < all.size(); i++) {
                read.add(read(all.get(i), values.get(i)).toCompletableFuture());
              }
              return CompletableFuture.allOf(read.toArray(CompletableFuture[]::new))
                  .thenApply(
                      done -> read.stream().flatMap(session -> session.join().stream()).toList());
            });
  }

  /**
   * Returns the id that names a session in Redis.
   *
   * @throws IllegalArgumentException if the word is no session's
   */
  public SessionId idOf(String word) {
    return keys.idIn(keys.keyOfWord(word));
  }

  /** Reads the session of the first of some ids that is there. */
  public CompletionStage<Optional<StoredSession>> find(List<SessionId> ids) {
    return read(ids.stream().map(keys::wordOf).toList())
        .thenApply(found -> found.stream().findFirst());
  }

  /**
   * Finds the sessions of a user, at most some, and what the index says to be theirs and can't be
   * read here.
   *
   * @throws IllegalStateException at once, without the option {@code userIndex}
   * @throws IllegalArgumentException at once, if the user is null or blank
   */
  public CompletionStage<List<StoredSession>> ofUser(String user, int most) {
    index.requireUser(user);
    return index
        .keysOf(user)
        .thenCompose(found -> read(found.stream().limit(most).map(keys::wordIn).toList()))
        .thenApply(
            all ->
                all.stream()
                    .filter(
                        session ->
                            session.problem().isPresent()
                                || session.user().filter(user::equals).isPresent())
                    .toList());
  }

  private CompletionStage<Optional<StoredSession>> read(String key, Optional<byte[]> value) {
    return commands.timeToLive(key).thenApply(left -> described(key, value, left));
  }

  private Optional<StoredSession> described(String key, Optional<byte[]> value, TimeToLive left) {
    if (left instanceof TimeToLive.Missing) {
      return Optional.empty();
    }
    Optional<Duration> time =
        left instanceof TimeToLive.Remaining remaining
            ? Optional.of(remaining.duration())
            : Optional.empty();
    String word = keys.wordIn(key);
    String name = keys.nameOf(key);
    if (value.isEmpty()) {
      return Optional.of(StoredSession.unreadable(word, name, 0, time, "its key holds no string"));
    }
    byte[] bytes = value.get();
    try {
      Session session = Session.loaded(keys.idIn(key), format.read(key, bytes));
      return ttl.isOver(session, clock.instant())
          ? Optional.empty()
          : Optional.of(
              StoredSession.readable(
                  word,
                  name,
                  bytes.length,
                  time,
                  session,
                  index.isOn() ? index.userOf(session) : null,
                  lastUsed(session, time)));
    } catch (UnreadableRecordException e) {
      return Optional.of(
          StoredSession.unreadable(word, name, bytes.length, time, String.valueOf(e.getMessage())));
    } catch (Throwable e) {
      return Optional.of(
          StoredSession.unreadable(
              word,
              name,
              bytes.length,
              time,
              "Looking at it failed with " + e.getClass().getName()));
    }
  }

  /**
   * A TTL that each use resets says when the last use was; not where that is before the session
   * began: then a server with another TTL has set it.
   */
  private @Nullable Instant lastUsed(Session session, Optional<Duration> left) {
    Instant now = clock.instant();
    return left.flatMap(rest -> ttl.afterEachUse(session, now).map(full -> full.minus(rest)))
        .filter(ago -> !ago.isNegative())
        .map(now::minus)
        .flatMap(used -> notBefore(session.creationTime(), used))
        .map(used -> used.truncatedTo(ChronoUnit.MILLIS)) // Redis knows no more
        .orElse(null);
  }

  private static Optional<Instant> notBefore(@Nullable Instant created, Instant used) {
    if (created == null || !used.isBefore(created)) {
      return Optional.of(used);
    }
    return used.isBefore(created.minus(CLOCKS_DIFFER)) ? Optional.empty() : Optional.of(created);
  }
}
