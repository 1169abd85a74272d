package io.cloakroom.session;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.serializer.SessionRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
  private final Lifetime lifetime;
  private final UserIndex index;
  private final SessionReader reader;
  private final SessionsOfUser ofUser;
  private final SessionToucher toucher;
  private final SessionSaver saver;
  private final UnreadableRecords unreadable;
  private final InstantSource clock;
  private final boolean touchDisabled;
  private final int scanCount;

  RedisSessionStore(RedisSessionStoreBuilder options) {
    this.commands = options.commands();
    this.keys = new SessionKeys(options.prefix, options.idHashing);
    this.unreadable = new UnreadableRecords(options.onUnreadable, options.observer);
    this.touchDisabled = options.touchDisabled || options.ttlDisabled;
    this.scanCount = options.scanCount;
    this.lifetime = options.lifetime();
    this.clock = options.clock;
    SessionTtl ttl = options.sessionTtl(lifetime);
    RecordFormat format = options.format();
    Touching touching = Touching.of(!options.touchAfter.isZero(), options.onConflict, commands);
    this.index = new UserIndex(commands, keys, options.user, clock);
    this.reader = new SessionReader(keys, format, lifetime, unreadable, clock);
    StoreParts parts = new StoreParts(commands, keys, ttl, lifetime, index, clock);
    this.toucher = new SessionToucher(parts, touching, reader);
    this.ofUser = new SessionsOfUser(commands, keys, index, reader);
    this.saver = new SessionSaver(parts, format, options.onConflict, options.observer);
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
    return reader
        .orUnreadable(
            id,
            commands
                .get(keys.keyOf(id))
                .thenApply(found -> found.flatMap(bytes -> reader.read(id, bytes))))
        .thenCompose(this::unlessOver);
  }

  private CompletionStage<Optional<Session>> unlessOver(Optional<Session> found) {
    return found
        .filter(session -> lifetime.isOver(session.creationTime(), clock.instant()))
        .map(over -> destroy(over.id()).thenApply(gone -> Optional.<Session>empty()))
        .orElseGet(() -> CompletableFuture.completedStage(found));
  }

  @Override
  public CompletionStage<Optional<Session>> getAndTouch(SessionId id, @Nullable Duration maxAge) {
    requireArgument(id, "session id");
    if (touchDisabled) {
      return get(id);
    }
    return toucher.read(id, maxAge).thenCompose(this::withEnd);
  }

  /** A session that is older than the limit to its lifetime is given its end when it is used. */
  private CompletionStage<Optional<Session>> withEnd(Optional<Session> found) {
    return found
        .filter(session -> lifetime.isUnknownOf(session) && session.isWritable())
        .map(
            older ->
                saver.update(older).thenApply(alive -> alive ? found : Optional.<Session>empty()))
        .orElseGet(() -> CompletableFuture.completedStage(found));
  }

  @Override
  public CompletionStage<Boolean> create(Session session) {
    requireArgument(session, "session");
    return saver.create(session);
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
    return toucher.touch(session);
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
  public CompletionStage<List<Session>> findByUser(String user) {
    index.requireUser(user);
    requireHashing(false, "findByUser", "findHashedByUser");
    return ofUser.find(user, this::sessionIn);
  }

  /**
   * What is in the sessions of a user, by the hashes of their ids, as {@link #findByUser} gives the
   * sessions where ids are not hashed.
   *
   * @throws IllegalStateException at once, if the option {@code userIndex} is not set
   * @throws IllegalArgumentException at once, if the user is null or blank
   * @throws UnsupportedOperationException at once, if ids are not hashed
   */
  public CompletionStage<List<Map.Entry<HashedSessionId, SessionRecord>>> findHashedByUser(
      String user) {
    index.requireUser(user);
    requireHashing(true, "findHashedByUser", "findByUser");
    return ofUser.find(user, this::hashedIn);
  }

  @Override
  public CompletionStage<Long> destroyAll(String user, SessionId... except) {
    index.requireUser(user);
    Set<String> kept = new HashSet<>();
    for (SessionId id : except) {
      requireArgument(id, "session id");
      kept.add(keys.keyOf(id));
    }
    return ofUser.destroy(user, kept);
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
    return keys().flatMap(batch -> readAll(batch, this::sessionIn));
  }

  private Session sessionIn(String key, RecordFormat.Content read) {
    return Session.loaded(keys.idIn(key), read.content(), read.stored());
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
    return keys().flatMap(batch -> readAll(batch, this::hashedIn));
  }

  private Map.Entry<HashedSessionId, SessionRecord> hashedIn(
      String key, RecordFormat.Content read) {
    return Map.entry(keys.hashIn(key), read.shown());
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
    return commands.multiGet(batch).thenApply(values -> reader.readAll(batch, values, result));
  }

  private static void requireArgument(@Nullable Object argument, String name) {
    if (argument == null) {
      throw new IllegalArgumentException("The " + name + " must not be null");
    }
  }
}
