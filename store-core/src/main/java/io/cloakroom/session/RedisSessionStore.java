package io.cloakroom.session;

import io.cloakroom.callback.Arguments;
import io.cloakroom.record.RecordPeer;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.resilience.CircuitStatus;
import io.cloakroom.session.StoreObserver.SaveKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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
 * it needs no closing, and never closes the Redis client.
 */
public final class RedisSessionStore implements SessionStore {

  private final StoreAssembly parts;
  private final ObservedCalls calls;
  private final SessionKeys keys;
  private final UserIndex index;

  RedisSessionStore(StoreAssembly parts) {
    this.parts = parts;
    this.calls = new ObservedCalls(parts.observer);
    this.keys = parts.context.keys();
    this.index = parts.context.index();
  }

  /** Starts a store over a Redis client, with every option at its default. */
  public static RedisSessionStoreBuilder builder(RedisCommands commands) {
    return new RedisSessionStoreBuilder(commands);
  }

  /** Returns the option {@code ttl}. */
  public Duration ttl() {
    return parts.ttl;
  }

  /** Returns the option {@code sharedWith}; empty if the sessions are not shared. */
  public Optional<RecordPeer> sharedWith() {
    return parts.peer;
  }

  /** Returns how many records could not be read since this store was built. */
  public long unreadableRecords() {
    return parts.unreadable.count();
  }

  /** Returns the inventory of the sessions, for those who run the application. */
  public SessionInventory inventory() {
    return parts.inventory;
  }

  /** Sends a command that costs Redis almost nothing, and returns how long the answer took. */
  public CompletionStage<Duration> ping() {
    long start = System.nanoTime();
    return parts
        .context
        .commands()
        .get(keys.keyOf(SessionId.random()))
        .thenApply(answer -> Duration.ofNanos(System.nanoTime() - start));
  }

  /** Returns the state of this store's circuit breaker. */
  public CircuitStatus circuit() {
    return parts.circuit.get();
  }

  @Override
  public StoreObserver observer() {
    return parts.observer;
  }

  @Override
  public SessionTracer tracer() {
    return parts.tracer;
  }

  @Override
  public CompletionStage<Optional<Session>> get(SessionId id) {
    return lookUp(id).thenApply(Lookup::found);
  }

  @Override
  public CompletionStage<Lookup> lookUp(SessionId id) {
    Arguments.require(id, "session id");
    return calls.load(() -> parts.lookups.find(id));
  }

  @Override
  public CompletionStage<Lookup> lookUp(SessionId id, @Nullable Duration maxAge) {
    return lookUp(id, maxAge, false);
  }

  @Override
  public CompletionStage<Lookup> lookUpWithLastAccess(SessionId id, @Nullable Duration maxAge) {
    return lookUp(id, maxAge, true);
  }

  private CompletionStage<Lookup> lookUp(
      SessionId id, @Nullable Duration maxAge, boolean lastAccess) {
    Arguments.require(id, "session id");
    return calls.load(
        () -> {
          if (parts.touchDisabled) {
            return parts.endless ? parts.lookups.find(id) : parts.lookups.findWithEnd(id);
          }
          return parts.lookups.findAndTouch(id, maxAge, lastAccess);
        });
  }

  @Override
  public CompletionStage<Boolean> wasReplaced(SessionId id) {
    Arguments.require(id, "session id");
    return parts.remover.wasReplaced(keys.keyOf(id));
  }

  @Override
  public CompletionStage<SaveOutcome> create(Session session) {
    Arguments.require(session, "session");
    return calls.save(SaveKind.CREATE, true, () -> parts.saver.create(session));
  }

  @Override
  public CompletionStage<SaveOutcome> update(Session session) {
    requireStored(session);
    return calls.save(SaveKind.UPDATE, false, () -> parts.saver.update(session, false));
  }

  @Override
  public CompletionStage<SaveOutcome> resave(Session session) {
    requireStored(session);
    return calls.save(SaveKind.UPDATE, false, () -> parts.saver.update(session, true));
  }

  /** Returns whether a session is new, and nothing is under way that may store it. */
  private static boolean begins(Session session) {
    return session.isNew() && !session.queue().isBusy();
  }

  private static void requireStored(Session session) {
    Arguments.require(session, "session");
    if (begins(session)) {
      throw SessionSaver.notStored(session);
    }
  }

  @Override
  public CompletionStage<SaveOutcome> set(Session session) {
    Arguments.require(session, "session");
    return calls.save(SaveKind.SET, begins(session), () -> parts.saver.overwrite(session));
  }

  @Override
  public CompletionStage<Boolean> touch(Session session) {
    Arguments.require(session, "session");
    return parts.touchDisabled
        ? CompletableFuture.completedStage(true)
        : parts.toucher.touch(session);
  }

  @Override
  public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
    Arguments.require(session, "session");
    Arguments.require(newId, "session id");
    return calls.save(SaveKind.REGENERATE, begins(session), () -> parts.mover.move(session, newId));
  }

  @Override
  public CompletionStage<SaveOutcome> recreate(
      Session session, SessionId newId, SessionCookie cookie) {
    Arguments.require(session, "session");
    Arguments.require(newId, "session id");
    Arguments.require(cookie, "cookie");
    return calls.save(SaveKind.CREATE, true, () -> parts.saver.recreate(session, newId, cookie));
  }

  @Override
  public CompletionStage<Boolean> destroy(SessionId id) {
    Arguments.require(id, "session id");
    return remove(keys.keyOf(id), parts.remover::remove);
  }

  @Override
  public CompletionStage<Boolean> retire(SessionId id) {
    Arguments.require(id, "session id");
    return remove(keys.keyOf(id), parts.remover::retire);
  }

  @Override
  public @Nullable String userOf(Session session) {
    Arguments.require(session, "session");
    return index.userOf(session);
  }

  /** As {@link #destroy(SessionId)}, for a store that hashes ids. */
  public CompletionStage<Boolean> destroy(HashedSessionId id) {
    Arguments.require(id, "hashed session id");
    requireHashing(true, "destroy by hash", "idHashing(true)");
    return remove(keys.keyOfWord(id.value()), parts.remover::remove);
  }

  private CompletionStage<Boolean> remove(
      String key, Function<String, CompletionStage<Long>> removal) {
    return calls
        .remove(() -> removal.apply(key))
        .thenCompose(
            removed ->
                removed > 0
                    ? index.left(key).thenApply(done -> true)
                    : CompletableFuture.completedStage(false));
  }

  @Override
  public CompletionStage<List<Session>> findByUser(String user) {
    index.requireUser(user);
    requireHashing(false, "findByUser", "findHashedByUser");
    return parts.ofUser.find(user, (key, session) -> session);
  }

  /**
   * Returns what is in the sessions of a user, by the hashes of their ids, as {@link #findByUser}
   * gives the sessions where ids are not hashed.
   *
   * @throws IllegalStateException at once, if the option {@code userIndex} is not set
   * @throws IllegalArgumentException at once, if the user is null or blank
   * @throws UnsupportedOperationException at once, if ids are not hashed
   */
  public CompletionStage<List<Map.Entry<HashedSessionId, SessionRecord>>> findHashedByUser(
      String user) {
    index.requireUser(user);
    requireHashing(true, "findHashedByUser", "findByUser");
    return parts.ofUser.find(user, this::hashedIn);
  }

  @Override
  public CompletionStage<Long> destroyAll(String user, SessionId... except) {
    index.requireUser(user);
    Arguments.require(except, "sessions that stay");
    Set<String> kept = new HashSet<>();
    for (SessionId id : except) {
      Arguments.require(id, "session id");
      kept.add(keys.keyOf(id));
    }
    return calls.remove(() -> parts.ofUser.destroy(user, kept));
  }

  @Override
  public Optional<ExpiredSessions> expiredSessions(Consumer<ExpiredSession> listener) {
    Arguments.require(listener, "listener");
    return parts.context.ends().isOn()
        ? Optional.of(
            new ExpiredSessions(
                parts.context, parts.ttl, parts.sweepInterval, parts.observer, listener))
        : Optional.empty();
  }

  @Override
  public CompletionStage<Long> clear() {
    return calls.remove(parts.walk::clear);
  }

  @Override
  public CompletionStage<Long> length() {
    return parts.walk.sum(batch -> CompletableFuture.completedStage((long) batch.size()));
  }

  @Override
  public Batches<SessionId> ids() {
    requireHashing(false, "ids", "hashedIds");
    return parts.walk.ids();
  }

  @Override
  public Batches<Session> all() {
    requireHashing(false, "all", "allHashed");
    return parts.walk.sessions((key, session) -> session);
  }

  /**
   * Returns the hashes of all ids, as {@link #ids} gives the ids where they are not hashed.
   *
   * @throws UnsupportedOperationException at once, if ids are not hashed, or the prefix is empty
   */
  public Batches<HashedSessionId> hashedIds() {
    requireHashing(true, "hashedIds", "ids");
    return parts.walk.keys().map(keys::hashIn);
  }

  /**
   * Returns what is in all sessions, by the hashes of their ids, as {@link #all} gives the sessions
   * where ids are not hashed. They can be looked at, but not saved, because Redis does not hold
   * their ids.
   *
   * @throws UnsupportedOperationException at once, if ids are not hashed, or the prefix is empty
   */
  public Batches<Map.Entry<HashedSessionId, SessionRecord>> allHashed() {
    requireHashing(true, "allHashed", "all");
    return parts.walk.sessions(this::hashedIn);
  }

  private Map.Entry<HashedSessionId, SessionRecord> hashedIn(String key, Session session) {
    return Map.entry(keys.hashIn(key), new SessionRecord(session.cookie(), session.attributes()));
  }

  private void requireHashing(boolean expected, String method, String instead) {
    if (keys.hashing() != expected) {
      throw new UnsupportedOperationException(
          "%s is for stores that %s ids: use %s"
              .formatted(method, expected ? "hash" : "do not hash", instead));
    }
  }

  @Override
  public boolean mayWait() {
    return !parts.context.commands().isOnReceivingThread();
  }
}
