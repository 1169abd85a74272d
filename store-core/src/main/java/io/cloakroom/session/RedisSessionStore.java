package io.cloakroom.session;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.serializer.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions in Redis, each as one value under one key: the prefix and the id.
 *
 * <pre>{@code
 * SessionStore store = RedisSessionStore.builder(JedisCommands.of(jedis)).ttl(Duration.ofHours(8)).build();
 * }</pre>
 *
 * <p>The options carry the names that connect-redis gives them; {@link RedisSessionStoreBuilder}
 * says what each means. A store is safe for use by many threads and holds no resources of its own:
 * it needs no closing, and the Redis client stays its owner's.
 */
public final class RedisSessionStore implements SessionStore {

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final SessionTtl ttl;
  private final RecordFormat format;
  private final SessionSaver saver;
  private final UnreadableRecords unreadable;
  private final InstantSource clock;
  private final boolean touchDisabled;
  private final int scanCount;

  RedisSessionStore(RedisSessionStoreBuilder options) {
    this.commands = options.commands;
    this.keys = new SessionKeys(options.prefix);
    this.ttl = new SessionTtl(options.ttl, options.ttlFunction, options.ttlDisabled);
    this.format = new RecordFormat(options.serializer);
    this.unreadable = new UnreadableRecords(options.onUnreadable);
    this.clock = options.clock;
    this.touchDisabled = options.touchDisabled || options.ttlDisabled;
    this.scanCount = options.scanCount;
    this.saver = new SessionSaver(commands, keys, ttl, format, clock);
  }

  /** Starts a store over a Redis client, with every option at its default. */
  public static RedisSessionStoreBuilder builder(RedisCommands commands) {
    return new RedisSessionStoreBuilder(commands);
  }

  /** How many records could not be read since this store was built. */
  public long unreadableRecords() {
    return unreadable.count();
  }

  @Override
  public CompletionStage<Optional<Session>> get(SessionId id) {
    requireArgument(id, "session id");
    return read(id, commands.get(keys.keyOf(id)));
  }

  @Override
  public CompletionStage<Optional<Session>> getAndTouch(SessionId id, @Nullable Duration maxAge) {
    requireArgument(id, "session id");
    if (touchDisabled) {
      return get(id);
    }
    Instant now = clock.instant();
    Optional<Duration> assumed = ttl.assumed(maxAge).filter(RedisSessionStore::isPositive);
    return assumed
        .map(usual -> read(id, commands.getAndExpire(keys.keyOf(id), usual)))
        .orElseGet(() -> get(id))
        .thenCompose(
            found ->
                found
                    .map(session -> touched(session, now, assumed))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }

  /** Sets the TTL right where it was not the one that had been assumed. */
  private CompletionStage<Optional<Session>> touched(
      Session session, Instant now, Optional<Duration> assumed) {
    Optional<Duration> own = ttl.of(session, now);
    session.usedAt(now);
    if (own.equals(assumed)) {
      return CompletableFuture.completedStage(Optional.of(session));
    }
    CompletionStage<Boolean> corrected =
        own.filter(RedisSessionStore::isPositive)
            .map(actual -> commands.expire(keys.keyOf(session.id()), actual))
            .orElseGet(() -> destroy(session.id()).thenApply(gone -> false));
    return corrected.thenApply(alive -> alive ? Optional.of(session) : Optional.empty());
  }

  @Override
  public CompletionStage<Boolean> create(Session session) {
    requireArgument(session, "session");
    return saver.write(session, SetOptions.ifAbsent());
  }

  @Override
  public CompletionStage<Boolean> update(Session session) {
    requireArgument(session, "session");
    if (session.isNew()) {
      throw new IllegalArgumentException(
          "Session " + session.id() + " is new: use create to store it, or set");
    }
    return saver.update(session);
  }

  @Override
  public CompletionStage<Void> set(Session session) {
    requireArgument(session, "session");
    return saver.write(session, SetOptions.always()).thenAccept(written -> {});
  }

  @Override
  public CompletionStage<Boolean> touch(Session session) {
    requireArgument(session, "session");
    if (touchDisabled) {
      return CompletableFuture.completedStage(true);
    }
    Instant now = clock.instant();
    Duration remaining = ttl.of(session, now).orElseThrow();
    if (!isPositive(remaining)) {
      return CompletableFuture.completedStage(false);
    }
    session.usedAt(now);
    return commands.expire(keys.keyOf(session.id()), remaining);
  }

  @Override
  public CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
    requireArgument(session, "session");
    requireArgument(newId, "session id");
    return saver.regenerate(session, newId);
  }

  @Override
  public CompletionStage<Boolean> destroy(SessionId id) {
    requireArgument(id, "session id");
    return commands.delete(List.of(keys.keyOf(id))).thenApply(removed -> removed > 0);
  }

  @Override
  public CompletionStage<Long> clear() {
    return sum(ids(), batch -> commands.delete(batch.stream().map(keys::keyOf).toList()));
  }

  @Override
  public CompletionStage<Long> length() {
    return sum(ids(), batch -> CompletableFuture.completedStage((long) batch.size()));
  }

  private static CompletionStage<Long> sum(
      Batches<SessionId> ids, Function<List<SessionId>, CompletionStage<Long>> count) {
    return new BatchSum(ids, count).start();
  }

  @Override
  public Batches<SessionId> ids() {
    if (keys.prefix().isEmpty()) {
      throw new UnsupportedOperationException(
          "ids, all, length and clear need a prefix: with an empty one every key in Redis would be"
              + " taken for a session. Set the option prefix");
    }
    return new IdBatches(commands, keys, scanCount);
  }

  @Override
  public Batches<Session> all() {
    Batches<SessionId> ids = ids();
    return () ->
        ids.next()
            .thenCompose(
                batch ->
                    batch
                        .map(this::readAll)
                        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }

  private CompletionStage<Optional<List<Session>>> readAll(List<SessionId> ids) {
    return commands
        .multiGet(ids.stream().map(keys::keyOf).toList())
        .thenApply(
            values -> {
              List<Session> sessions = new ArrayList<>(ids.size());
              for (int i = 0; i < ids.size(); i++) {
                SessionId id = ids.get(i);
                values.get(i).ifPresent(bytes -> readInto(sessions, id, bytes));
              }
              return Optional.of(sessions);
            });
  }

  private void readInto(List<Session> sessions, SessionId id, byte[] bytes) {
    try {
      sessions.add(format.read(id, bytes));
    } catch (UnreadableRecordException e) {
      unreadable.report(id, e);
    }
  }

  private CompletionStage<Optional<Session>> read(
      SessionId id, CompletionStage<Optional<byte[]>> value) {
    return value
        .thenApply(bytes -> bytes.flatMap(found -> read(id, found)))
        .exceptionallyCompose(
            failure ->
                isWrongType(failure)
                    ? CompletableFuture.completedStage(
                        unreadable.met(
                            id, new UnreadableRecordException("its key holds no string")))
                    : CompletableFuture.failedStage(failure));
  }

  private Optional<Session> read(SessionId id, byte[] bytes) {
    try {
      return Optional.of(format.read(id, bytes));
    } catch (UnreadableRecordException e) {
      return unreadable.met(id, e);
    }
  }

  private static boolean isWrongType(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RedisRefusedException refused && refused.code().equals("WRONGTYPE");
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  private static void requireArgument(@Nullable Object argument, String name) {
    if (argument == null) {
      throw new IllegalArgumentException("The " + name + " must not be null");
    }
  }
}
