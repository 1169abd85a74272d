package io.cloakroom.http;

import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings into Redis what a request has made of its session: one action after another, in the order
 * in which they were asked for.
 */
final class SessionWriter {

  private final SessionEngine engine;
  private final SessionState state;
  private final Turns turns = new Turns();

  SessionWriter(SessionEngine engine, SessionState state) {
    this.engine = engine;
    this.state = state;
  }

  /**
   * Writes what there is to write.
   *
   * @return false where there is no session any more
   */
  CompletionStage<Boolean> write() {
    return write(false);
  }

  /** Writes the session, changed or not. */
  CompletionStage<Boolean> save() {
    return ifAvailable(() -> write(true));
  }

  private CompletionStage<Boolean> write(boolean forced) {
    return turns.take(() -> write(state.work(forced)));
  }

  private CompletionStage<Boolean> write(SessionState.Work work) {
    Session session = work.session();
    if (session == null || (session.isNew() && !work.wanted())) {
      return remove(work.doomed()).thenApply(gone -> false);
    }
    if (session.isNew()) {
      return create(session)
          .thenCompose(created -> remove(work.doomed()).thenApply(gone -> created));
    }
    SessionId newId = work.newId();
    if (newId != null) {
      return engine
          .store
          .regenerate(session, newId)
          .thenCompose(
              renamed ->
                  renamed.isPresent()
                      ? CompletableFuture.completedStage(state.renamed(renamed.get()))
                      : write(state.begunAnew(session, newId)));
    }
    return work.wanted()
        ? engine.store.update(session).thenApply(alive -> state.updated(session, alive))
        : CompletableFuture.completedStage(true);
  }

  private CompletionStage<Boolean> create(Session session) {
    return engine
        .store
        .create(session)
        .thenCompose(
            created -> {
              if (!created) {
                return notCreated(session);
              }
              state.created();
              engine.listener.created(engine.view(session));
              return CompletableFuture.completedStage(true);
            });
  }

  /** Either its time was up before it began, or its id is another's. */
  private CompletionStage<Boolean> notCreated(Session session) {
    return engine
        .store
        .get(session.id())
        .thenApply(
            another -> {
              if (another.isPresent()) {
                throw new IllegalStateException(
                    "The id " + session.id() + " that option genid made is in use already");
              }
              return state.read(Optional.empty());
            });
  }

  private CompletionStage<Void> remove(@Nullable Session old) {
    if (old == null) {
      return CompletableFuture.completedStage(null);
    }
    return engine
        .store
        .destroy(old.id())
        .thenAccept(
            gone -> {
              state.removed(old);
              if (gone) {
                engine.listener.destroyed(engine.view(old));
              }
            });
  }

  /** Reads the session again, for false where it is gone. */
  CompletionStage<Boolean> reload() {
    return ifStored(session -> engine.store.get(session.id()).thenApply(state::read));
  }

  /** Begins the session's TTL anew, for false where it is gone. */
  CompletionStage<Boolean> touch() {
    return ifStored(engine.store::touch);
  }

  private CompletionStage<Boolean> ifStored(Function<Session, CompletionStage<Boolean>> action) {
    return ifAvailable(
        () ->
            turns.take(
                () ->
                    state
                        .stored()
                        .map(action)
                        .orElseGet(() -> CompletableFuture.completedStage(false))));
  }

  /** For what must not merely seem to succeed. */
  private <T> CompletionStage<T> ifAvailable(Supplier<CompletionStage<T>> action) {
    return state.outage().<CompletionStage<T>>map(CompletableFuture::failedStage).orElseGet(action);
  }
}
