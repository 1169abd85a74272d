package io.cloakroom.session;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.content.StoredRecord;
import io.cloakroom.session.writing.Lifetime;
import io.cloakroom.session.writing.RecordReplacement;
import io.cloakroom.session.writing.RefusalAdvice;
import io.cloakroom.session.writing.TtlRange;
import io.cloakroom.session.writing.TtlRenewal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Resets the TTLs of sessions when they are used. */
final class SessionToucher {

  /** With more than this left beyond a whole TTL, it was not the last use that set it. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final SessionTtl ttl;
  private final Lifetime lifetime;
  private final UserIndex index;
  private final TtlRenewal touching;
  private final RecordReplacement replacement;
  private final SessionReader reader;
  private final InstantSource clock;

  SessionToucher(
      StoreContext context,
      TtlRenewal touching,
      RecordReplacement replacement,
      SessionReader reader) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.ttl = context.ttl();
    this.lifetime = context.lifetime();
    this.index = context.index();
    this.touching = touching;
    this.replacement = replacement;
    this.reader = reader;
    this.clock = context.clock();
  }

  /**
   * Reads a session and resets its TTL.
   *
   * @param asking whether to find out how much of it was left
   */
  CompletionStage<Lookup> read(SessionId id, @Nullable Duration maxAge, boolean asking) {
    String key = keys.keyOf(id);
    Instant now = clock.instant();
    Optional<TtlRange> assumed = ttl.assumed(maxAge);
    return reader.orUnreadable(
        id,
        assumed
            .map(range -> asking ? touching.readAsking(key, range) : touching.read(key, range))
            .orElseGet(() -> touching.read(key))
            .thenCompose(
                read ->
                    read.map(it -> use(id, it, assumed, now, () -> read(id, maxAge, asking)))
                        .orElseGet(() -> CompletableFuture.completedStage(new Lookup.Missing()))));
  }

  /** Reads a session without changing its TTL, and notes in it until when it lives. */
  CompletionStage<Lookup> look(SessionId id) {
    Instant now = clock.instant();
    return reader.orUnreadable(
        id,
        touching
            .look(keys.keyOf(id))
            .thenApply(read -> read.map(it -> seen(id, it, now)).orElseGet(Lookup.Missing::new)));
  }

  private Lookup seen(SessionId id, TtlRenewal.Read read, Instant now) {
    Lookup found = reader.read(id, read.value());
    if (read.left() instanceof TimeToLive.Remaining rest) {
      found.found().ifPresent(it -> it.content().livesUntil(now.plus(rest.duration())));
    }
    return found;
  }

  private CompletionStage<Lookup> use(
      SessionId id,
      TtlRenewal.Read read,
      Optional<TtlRange> assumed,
      Instant now,
      Supplier<CompletionStage<Lookup>> again) {
    Lookup found = reader.read(id, read.value());
    return found instanceof Lookup.Found it
        ? settle(it, read, assumed, now, again)
        : CompletableFuture.completedStage(found);
  }

  /** Sets the TTL right where it is not the session's own. */
  private CompletionStage<Lookup> settle(
      Lookup.Found found,
      TtlRenewal.Read read,
      Optional<TtlRange> assumed,
      Instant now,
      Supplier<CompletionStage<Lookup>> again) {
    Session session = found.session();
    TimeToLive left = read.left();
    String key = keys.keyOf(session.id());
    TtlRange own = ttl.of(session, now).orElseThrow();
    if (own.hasEnded() || wasLeftTooLong(session, assumed, read.before())) {
      return removed(session, again);
    }
    noteLastUse(session, read.before(), now);
    session.content().usedAt(now, lifetime.endOf(session.content()));
    boolean right = own.includes(left);
    session
        .content()
        .livesUntil(
            now.plus(
                right && left instanceof TimeToLive.Remaining rest ? rest.duration() : own.full()));
    CompletionStage<Boolean> alive =
        right
            ? CompletableFuture.completedStage(true)
            : RefusalAdvice.with(RefusalAdvice.TTL, commands.expire(key, own.full()));
    return alive
        .thenCompose(there -> entered(session, own, there))
        .thenApply(there -> there ? found : new Lookup.Missing());
  }

  /**
   * Returns whether a session was not used for longer than it lives without a use. That happens if
   * a server reads it, which sets the usual TTL, and dies before it sets the session's own: then
   * most of the usual TTL is left, and what is missing says when the server read it.
   *
   * <p>If less than half is left, nothing is concluded: another request may have set the TTL that
   * the session had before, or another server one by other options, although the session is used.
   */
  private boolean wasLeftTooLong(Session session, Optional<TtlRange> assumed, TimeToLive before) {
    if (!(before instanceof TimeToLive.Remaining rest) || assumed.isEmpty()) {
      return false;
    }
    Duration unused = assumed.get().full().minus(rest.duration());
    return rest.duration().compareTo(unused) > 0
        && ttl.idle(session)
            .filter(own -> rest.duration().compareTo(own.most()) > 0)
            .filter(own -> unused.compareTo(own.full()) >= 0)
            .isPresent();
  }

  private void noteLastUse(Session session, TimeToLive before, Instant now) {
    if (before instanceof TimeToLive.Remaining rest) {
      ttl.afterEachUse(session, now)
          .map(full -> full.minus(rest.duration()))
          .filter(unused -> unused.compareTo(CLOCKS_DIFFER.negated()) >= 0)
          .map(now::minus)
          .ifPresent(used -> session.content().lastUsedAt(used.isAfter(now) ? now : used));
    }
  }

  /**
   * Removes what was found to have ended.
   *
   * @param again looks once more, where another request has changed it since
   */
  CompletionStage<Lookup> removed(Session ended, Supplier<CompletionStage<Lookup>> again) {
    return replacement
        .remove(keys.keyOf(ended.id()), Objects.requireNonNull(ended.content().stored()))
        .thenCompose(
            outcome ->
                outcome instanceof CompareAndSet.Conflict
                    ? again.get()
                    : CompletableFuture.completedStage(new Lookup.Missing()));
  }

  /** Keeps a session in the index for as long as it lives now. */
  private CompletionStage<Boolean> entered(Session session, TtlRange ttl, boolean alive) {
    return alive
        ? index.keep(session, session.id(), ttl.full()).thenApply(done -> true)
        : CompletableFuture.completedStage(false);
  }

  /** What could not be said to end is not prolonged, either. */
  private CompletionStage<Boolean> isThere(Session session) {
    return commands
        .timeToLive(keys.keyOf(session.id()))
        .thenApply(left -> !(left instanceof TimeToLive.Missing));
  }

  /** Resets a session's TTL; false where it is gone or has ended. */
  CompletionStage<Boolean> touch(Session session) {
    return session.queue().run(() -> touchNow(session));
  }

  /** What was not saved does not count. */
  private CompletionStage<Boolean> touchNow(Session session) {
    StoredRecord stored = session.content().stored();
    return stored == null
        ? touchNow(session, session)
        : touchNow(session, Session.loaded(session.id(), stored));
  }

  private CompletionStage<Boolean> touchNow(Session inHand, Session session) {
    if (lifetime.isUnknownOf(session.content())) {
      return isThere(session);
    }
    Instant now = clock.instant();
    TtlRange own = ttl.of(session, now).orElseThrow();
    if (own.hasEnded()) {
      return CompletableFuture.completedStage(false);
    }
    inHand.content().usedAt(now, lifetime.endOf(session.content()));
    return touching
        .touch(keys.keyOf(session.id()), own)
        .thenCompose(
            alive -> {
              if (alive) {
                inHand.content().livesUntil(now.plus(own.least()));
              }
              return entered(session, own, alive);
            });
  }
}
