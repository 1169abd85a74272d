package io.cloakroom.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SessionStore} for threads that may wait: each method does what the one of the same name
 * does there, and throws what its stage would fail with. To be had from {@link
 * SessionStore#blocking}.
 *
 * <p>A thread that is interrupted while it waits goes on waiting, until the answer or the Redis
 * client's timeout, and is still interrupted afterwards.
 */
public final class BlockingSessionStore {

  private final SessionStore store;

  BlockingSessionStore(SessionStore store) {
    this.store = store;
  }

  /** See {@link SessionStore#get}. */
  public Optional<Session> get(SessionId id) {
    return await(store.get(id));
  }

  /** See {@link SessionStore#getAndTouch}. */
  public Optional<Session> getAndTouch(SessionId id, @Nullable Duration maxAge) {
    return await(store.getAndTouch(id, maxAge));
  }

  /** See {@link SessionStore#create}. */
  public boolean create(Session session) {
    return await(store.create(session));
  }

  /** See {@link SessionStore#update}. */
  public boolean update(Session session) {
    return await(store.update(session));
  }

  /** See {@link SessionStore#set}. */
  public void set(Session session) {
    await(store.set(session));
  }

  /** See {@link SessionStore#touch}. */
  public boolean touch(Session session) {
    return await(store.touch(session));
  }

  /** See {@link SessionStore#regenerate}. */
  public Optional<Session> regenerate(Session session, SessionId newId) {
    return await(store.regenerate(session, newId));
  }

  /** See {@link SessionStore#destroy}. */
  public boolean destroy(SessionId id) {
    return await(store.destroy(id));
  }

  /** See {@link SessionStore#findByUser}. */
  public List<Session> findByUser(String user) {
    return await(store.findByUser(user));
  }

  /** See {@link SessionStore#destroyAll}. */
  public long destroyAll(String user, SessionId... except) {
    return await(store.destroyAll(user, except));
  }

  /** See {@link SessionStore#clear}. */
  public long clear() {
    return await(store.clear());
  }

  /** See {@link SessionStore#length}. */
  public long length() {
    return await(store.length());
  }

  /** See {@link SessionStore#ids}. The stream asks for a batch when it needs one. */
  public Stream<SessionId> ids() {
    return stream(store.ids());
  }

  /** See {@link SessionStore#all}. The stream asks for a batch when it needs one. */
  public Stream<Session> all() {
    return stream(store.all());
  }

  private static <T> Stream<T> stream(Batches<T> batches) {
    return Stream.generate(() -> await(batches.next()))
        .takeWhile(Optional::isPresent)
        .flatMap(batch -> batch.orElse(List.of()).stream());
  }

  private static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
