package io.cloakroom.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a user has: for each user a sorted set of the names of sessions, by when they will
 * certainly have ended. An entry is written before the record, and never removed before its time,
 * so that no race and no crash can take a session out of it. So it may name sessions that are gone,
 * or have become somebody else's; their records tell.
 *
 * <p>An entry is good for two TTLs, and so outlasts the next use of its session although that
 * prolongs the record first. It is written anew at most once in {@link #REST}; by then it has been
 * good for that much longer.
 */
final class UserIndex {

  /** How long an entry is left alone by who has written it. */
  private static final Duration REST = Duration.ofMinutes(5);

  private static final int REMEMBERED = 10_000;

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final @Nullable Function<Session, @Nullable String> user;
  private final InstantSource clock;
  private final Map<Membership, Written> written =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Membership, Written> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param user whose a session is; null: there is no index
   */
  UserIndex(
      RedisCommands commands,
      SessionKeys keys,
      @Nullable Function<Session, @Nullable String> user,
      InstantSource clock) {
    this.commands = commands;
    this.keys = keys;
    this.user = user;
    this.clock = clock;
  }

  private record Membership(String indexKey, String name) {}

  private record Written(Instant at, Duration ttl) {}

  /**
   * Checks what sessions are asked for by.
   *
   * @throws IllegalStateException if there is no index
   * @throws IllegalArgumentException if the name is null or blank
   */
  void requireUser(@Nullable String name) {
    if (user == null) {
      throw new IllegalStateException(
          "Sessions are not found by user: set the option userIndex of the store");
    }
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("The user must not be null or blank");
    }
  }

  /** Whether a session is a user's, as its record says. */
  boolean isOf(String name, Session session) {
    return name.equals(userOf(session));
  }

  private @Nullable String userOf(Session session) {
    String name = user == null ? null : session.ask(user);
    return name == null || name.isBlank() ? null : name;
  }

  /** Enters a session that lives for a TTL from now, if it is anybody's. */
  CompletionStage<Void> add(Session session, Duration ttl) {
    String name = userOf(session);
    if (name == null) {
      return CompletableFuture.completedStage(null);
    }
    Membership entry = new Membership(keys.indexKeyOf(name), keys.wordOf(session.id()));
    Instant now = clock.instant();
    if (isGood(entry, now, ttl)) {
      return CompletableFuture.completedStage(null);
    }
    return commands
        .eval(
            RedisScript.INDEX_ADD,
            List.of(entry.indexKey()),
            List.of(entry.name().getBytes(UTF_8), millis(ttl.plus(ttl).plus(REST))))
        .thenAccept(done -> remember(entry, new Written(now, ttl)));
  }

  private synchronized boolean isGood(Membership entry, Instant now, Duration ttl) {
    Written last = written.get(entry);
    return last != null
        && ttl.compareTo(last.ttl()) <= 0
        && now.isBefore(last.at().plus(ttl.compareTo(REST) < 0 ? ttl : REST));
  }

  private synchronized void remember(Membership entry, Written what) {
    written.put(entry, what);
  }

  /** The keys of all records that may be a user's. */
  CompletionStage<List<String>> keysOf(String name) {
    return commands
        .eval(RedisScript.INDEX_READ, List.of(keys.indexKeyOf(name)), List.of())
        .thenApply(
            words -> words.stream().map(word -> keys.prefix() + new String(word, UTF_8)).toList());
  }

  private static byte[] millis(Duration ttl) {
    Duration possible = ttl.compareTo(TimeToLive.MAXIMUM) > 0 ? TimeToLive.MAXIMUM : ttl;
    return Long.toString(TimeToLive.toMillis(possible)).getBytes(UTF_8);
  }
}
