package io.cloakroom.session;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Begins the TTLs of sessions anew when they are used. */
final class SessionToucher {

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final SessionTtl ttl;
  private final Lifetime lifetime;
  private final UserIndex index;
  private final Touching touching;
  private final SessionReader reader;
  private final InstantSource clock;

  SessionToucher(StoreParts parts, Touching touching, SessionReader reader) {
    this.commands = parts.commands();
    this.keys = parts.keys();
    this.ttl = parts.ttl();
    this.lifetime = parts.lifetime();
    this.index = parts.index();
    this.touching = touching;
    this.reader = reader;
    this.clock = parts.clock();
  }

  /** Reads a session and begins its TTL anew. */
  CompletionStage<Optional<Session>> read(SessionId id, @Nullable Duration maxAge) {
    String key = keys.keyOf(id);
    Instant now = clock.instant();
    CompletionStage<Optional<Touching.Read>> found =
        ttl.assumed(maxAge)
            .map(assumed -> touching.read(key, assumed))
            .orElseGet(() -> touching.read(key));
    return reader.orUnreadable(
        id,
        found.thenCompose(
            read -> read.map(it -> use(id, it, now)).orElseGet(SessionToucher::none)));
  }

  private CompletionStage<Optional<Session>> use(SessionId id, Touching.Read read, Instant now) {
    return reader
        .read(id, read.value())
        .map(session -> settle(session, read, now))
        .orElseGet(SessionToucher::none);
  }

  /** Sets the TTL right where it is not the session's own. */
  private CompletionStage<Optional<Session>> settle(
      Session session, Touching.Read read, Instant now) {
    String key = keys.keyOf(session.id());
    TtlWindow own = ttl.of(session, now).orElseThrow();
    session.usedAt(now, lifetime.endOf(session));
    if (own.hasEnded()) {
      return commands.delete(List.of(key)).thenApply(removed -> Optional.empty());
    }
    CompletionStage<Boolean> alive =
        own.includes(read.left())
            ? CompletableFuture.completedStage(true)
            : commands.expire(key, own.full());
    return alive
        .thenCompose(there -> entered(session, own, there))
        .thenApply(there -> there ? Optional.of(session) : Optional.empty());
  }

  /** Keeps a session in the index for as long as it lives now. */
  private CompletionStage<Boolean> entered(Session session, TtlWindow ttl, boolean alive) {
    return alive
        ? index.add(session, ttl.full()).thenApply(done -> true)
        : CompletableFuture.completedStage(false);
  }

  /** What could not be said to end is not prolonged, either. */
  private CompletionStage<Boolean> isThere(Session session) {
    return commands
        .timeToLive(keys.keyOf(session.id()))
        .thenApply(left -> !(left instanceof TimeToLive.Missing));
  }

  private static CompletionStage<Optional<Session>> none() {
    return CompletableFuture.completedStage(Optional.empty());
  }

  /** Begins a session's TTL anew; false where it is gone or has ended. */
  CompletionStage<Boolean> touch(Session session) {
    if (lifetime.isUnknownOf(session)) {
      return isThere(session);
    }
    Instant now = clock.instant();
    TtlWindow own = ttl.of(session, now).orElseThrow();
    if (own.hasEnded()) {
      return CompletableFuture.completedStage(false);
    }
    session.usedAt(now, lifetime.endOf(session));
    return touching
        .touch(keys.keyOf(session.id()), own)
        .thenCompose(alive -> entered(session, own, alive));
  }
}
