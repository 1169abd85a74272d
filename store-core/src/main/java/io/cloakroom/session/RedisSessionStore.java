package io.cloakroom.session;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
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
    this.commands = options.commands();
    this.keys = new SessionKeys(options.prefix, options.idHashing);
    this.ttl = new SessionTtl(options.ttl, options.ttlFunction, options.ttlDisabled);
    this.format = options.format();
    this.unreadable = new UnreadableRecords(options.onUnreadable, options.observer);
    this.clock = options.clock;
    this.touchDisabled = options.touchDisabled || options.ttlDisabled;
    this.scanCount = options.scanCount;
    this.saver =
        new SessionSaver(commands, keys, ttl, format, clock, options.onConflict, options.observer);
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

  /** As {@link #destroy(SessionId)}, for a store that hashes ids. */
  public CompletionStage<Boolean> destroy(HashedSessionId id) {
    requireArgument(id, "hashed session id");
    requireHashing(true, "destroy by hash", "idHashing()");
    return commands.delete(List.of(keys.keyOf(id))).thenApply(removed -> removed > 0);
  }

  @Override
  public CompletionStage<Long> clear() {
    return new BatchSum(keys(), commands::delete).start();
  }

  @Override
  public CompletionStage<Long> length() {
    return new BatchSum(keys(), batch -> CompletableFuture.completedStage((long) batch.size()))
        .start();
  }

  @Override
  public Batches<SessionId> ids() {
    requireHashing(false, "ids", "hashedIds");
    return keys().map(keys::idIn);
  }

  @Override
  public Batches<Session> all() {
    requireHashing(false, "all", "allHashed");
    return keys()
        .flatMap(
            batch ->
                readAll(
                    batch,
                    (key, read) -> Session.loaded(keys.idIn(key), read.content(), read.stored())));
  }

  /**
   * The hashes of all ids, as {@link #ids} gives the ids where they are not hashed.
   *
   * @throws UnsupportedOperationException at once, if ids are not hashed, or the prefix is empty
   */
  public Batches<HashedSessionId> hashedIds() {
    requireHashing(true, "hashedIds", "ids");
    return keys().map(keys::hashIn);
  }

  /**
   * What is in all sessions, by the hashes of their ids, as {@link #all} gives the sessions where
   * ids are not hashed. They can be looked at, but not saved: nothing in Redis tells their ids.
   *
   * @throws UnsupportedOperationException at once, if ids are not hashed, or the prefix is empty
   */
  public Batches<Map.Entry<HashedSessionId, SessionRecord>> allHashed() {
    requireHashing(true, "allHashed", "all");
    return keys()
        .flatMap(
            batch -> readAll(batch, (key, read) -> Map.entry(keys.hashIn(key), read.content())));
  }

  private void requireHashing(boolean expected, String method, String instead) {
    if (keys.hashing() != expected) {
      throw new UnsupportedOperationException(
          "%s is for stores that %s ids: use %s"
              .formatted(method, expected ? "hash" : "do not hash", instead));
    }
  }

  private Batches<String> keys() {
    if (keys.prefix().isEmpty()) {
      throw new UnsupportedOperationException(
          "ids, all, length and clear need a prefix: with an empty one every key in Redis would be"
              + " taken for a session. Set the option prefix");
    }
    return new KeyBatches(commands, keys, scanCount);
  }

  private <T> CompletionStage<List<T>> readAll(
      List<String> batch, BiFunction<String, RecordFormat.Content, T> result) {
    return commands
        .multiGet(batch)
        .thenApply(
            values -> {
              List<T> found = new ArrayList<>(batch.size());
              for (int i = 0; i < batch.size(); i++) {
                String key = batch.get(i);
                values
                    .get(i)
                    .flatMap(bytes -> readOrReport(key, bytes))
                    .ifPresent(read -> found.add(result.apply(key, read)));
              }
              return found;
            });
  }

  private Optional<RecordFormat.Content> readOrReport(String key, byte[] bytes) {
    try {
      return Optional.of(format.read(key, bytes));
    } catch (UnreadableRecordException e) {
      unreadable.report(keys.nameOf(key), e);
      return Optional.empty();
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
                            keys.nameOf(keys.keyOf(id)),
                            new UnreadableRecordException("its key holds no string")))
                    : CompletableFuture.failedStage(failure));
  }

  private Optional<Session> read(SessionId id, byte[] bytes) {
    String key = keys.keyOf(id);
    try {
      RecordFormat.Content read = format.read(key, bytes);
      return Optional.of(Session.loaded(id, read.content(), read.stored()));
    } catch (UnreadableRecordException e) {
      return unreadable.met(keys.nameOf(key), e);
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
