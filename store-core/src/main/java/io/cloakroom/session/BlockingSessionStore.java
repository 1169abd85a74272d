package io.cloakroom.session;

import io.cloakroom.async.BatchElements;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.adapter.AnswerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SessionStore} for threads that may wait: each method does what the one of the same name
 * does there, and throws what its stage would fail with. {@link SessionStore#blocking} returns it.
 *
 * <p>A thread that is interrupted while it waits goes on waiting, until the answer or the Redis
 * client's timeout, and is still interrupted afterwards. A thread by which the Redis client
 * receives answers would wait for ever: there each method throws an {@link IllegalStateException},
 * and sends nothing.
 */
public final class BlockingSessionStore {

  private final SessionStore store;

  BlockingSessionStore(SessionStore store) {
    this.store = store;
  }

  /** See {@link SessionStore#get}. */
  public Optional<Session> get(SessionId id) {
    return await(() -> store.get(id));
  }

  /** See {@link SessionStore#getAndTouch}. */
  public Optional<Session> getAndTouch(SessionId id, @Nullable Duration maxAge) {
    return await(() -> store.getAndTouch(id, maxAge));
  }

  /** See {@link SessionStore#lookUpWithLastAccess}. */
  public Lookup lookUpWithLastAccess(SessionId id, @Nullable Duration maxAge) {
    return await(() -> store.lookUpWithLastAccess(id, maxAge));
  }

  /** See {@link SessionStore#lookUp}. */
  public Lookup lookUp(SessionId id, @Nullable Duration maxAge) {
    return await(() -> store.lookUp(id, maxAge));
  }

  /** See {@link SessionStore#wasReplaced}. */
  public boolean wasReplaced(SessionId id) {
    return await(() -> store.wasReplaced(id));
  }

  /** See {@link SessionStore#create}. */
  public SaveOutcome create(Session session) {
    return await(() -> store.create(session));
  }

  /** See {@link SessionStore#update}. */
  public SaveOutcome update(Session session) {
    return await(() -> store.update(session));
  }

  /** See {@link SessionStore#resave}. */
  public SaveOutcome resave(Session session) {
    return await(() -> store.resave(session));
  }

  /** See {@link SessionStore#set}. */
  public SaveOutcome set(Session session) {
    return await(() -> store.set(session));
  }

  /** See {@link SessionStore#touch}. */
  public boolean touch(Session session) {
    return await(() -> store.touch(session));
  }

  /** See {@link SessionStore#regenerate}. */
  public SaveOutcome regenerate(Session session, SessionId newId) {
    return await(() -> store.regenerate(session, newId));
  }

  /** See {@link SessionStore#recreate}. */
  public SaveOutcome recreate(Session session, SessionId newId, SessionCookie cookie) {
    return await(() -> store.recreate(session, newId, cookie));
  }

  /** See {@link SessionStore#destroy}. */
  public boolean destroy(SessionId id) {
    return await(() -> store.destroy(id));
  }

  /** See {@link SessionStore#retire}. */
  public boolean retire(SessionId id) {
    return await(() -> store.retire(id));
  }

  /** See {@link SessionStore#userOf}. */
  public @Nullable String userOf(Session session) {
    return store.userOf(session);
  }

  /** See {@link SessionStore#findByUser}. */
  public List<Session> findByUser(String user) {
    return await(() -> store.findByUser(user));
  }

  /** See {@link SessionStore#destroyAll}. */
  public long destroyAll(String user, SessionId... except) {
    return await(() -> store.destroyAll(user, except));
  }

  /** See {@link SessionStore#clear}. */
  public long clear() {
    return await(() -> store.clear());
  }

  /** See {@link SessionStore#length}. */
  public long length() {
    return await(() -> store.length());
  }

  /** See {@link SessionStore#ids}. The stream asks for a batch when it needs one. */
  public Stream<SessionId> ids() {
    return stream(store.ids());
  }

  /** See {@link SessionStore#all}. The stream asks for a batch when it needs one. */
  public Stream<Session> all() {
    return stream(store.all());
  }

  private <T> Stream<T> stream(Batches<T> batches) {
    return StreamSupport.stream(new BatchElements<>(() -> await(batches::next)), false);
  }

  /**
   * Waits for what a call to this store, or to something over it, answers.
   *
   * @param call not made on a thread that must not wait
   * @throws IllegalStateException on a thread by which the Redis client receives answers
   * @throws RuntimeException what the stage failed with
   */
  public <T extends @Nullable Object> T await(Supplier<CompletionStage<T>> call) {
    if (!store.mayWait()) {
      throw new IllegalStateException(
          "Thread "
              + Thread.currentThread().getName()
              + " must not wait for a session: the Redis client receives answers by it. Use the"
              + " stages of the SessionStore itself, or wait on another thread");
    }
    // the thread that waits might be the one on which the answer was to be handed out
    return StageFailure.join(AnswerExecutor.use(null, call));
  }
}
