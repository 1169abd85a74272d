package io.cloakroom.http;

import io.cloakroom.http.ActionQueue.Kind;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings into Redis what a request has made of its session: one action after another, in the order
 * in which they were asked for.
 */
final class SessionWriter {

  private final SessionEngine engine;
  private final SessionState state;
  private final WriteProgress progress;
  private final WriteExecution execution;
  private final ActionQueue queue = new ActionQueue();

  SessionWriter(SessionEngine engine, SessionState state) {
    this.engine = engine;
    this.state = state;
    this.progress = new WriteProgress(state);
    this.execution = new WriteExecution(engine, state, progress);
  }

  /**
   * Writes what there is to write.
   *
   * @return false where there is no session any more
   */
  CompletionStage<Boolean> write() {
    return queue.add(Kind.WRITE, () -> writeNow(false));
  }

  /** Writes the session, changed or not. */
  CompletionStage<Boolean> save() {
    return ifAvailable(() -> queue.add(Kind.SAVE, () -> writeNow(true)));
  }

  private CompletionStage<Boolean> writeNow(boolean forced) {
    return execution.carryOut(progress.take(forced)).thenCompose(this::endOthers);
  }

  /** Ends a user's other sessions, once the own one has its new id. */
  private CompletionStage<Boolean> endOthers(boolean alive) {
    return progress
        .others()
        .map(
            others ->
                engine
                    .store
                    .destroyAll(others.user(), others.kept().toArray(SessionId[]::new))
                    .thenApply(
                        count -> {
                          progress.othersEnded();
                          return alive;
                        }))
        .orElseGet(() -> CompletableFuture.completedStage(alive));
  }

  /** Reads the session again, for false where it is gone. */
  CompletionStage<Boolean> reload() {
    return ifStored(
        Kind.RELOAD,
        session -> {
          progress.begin();
          return read(session.id())
              .thenApply(
                  found -> {
                    if (found instanceof Lookup.Found there) {
                      progress.reloaded(there.session());
                    } else if (found instanceof Lookup.Unreadable) {
                      progress.unreadable(session.id());
                    } else {
                      progress.gone(session.id());
                    }
                    return found instanceof Lookup.Found;
                  });
        });
  }

  /**
   * A request uses its session, and has done so when it read it first. Each message to a WebSocket
   * uses it, too. Others only look at it.
   */
  private CompletionStage<Lookup> read(SessionId id) {
    if (!state.response.isThere()) {
      return engine.store.lookUp(id);
    }
    return state.response.hasEnded()
        ? engine.use(id)
        : engine.store.lookUp(id, engine.cookie.maxAge());
  }

  /** Resets the session's TTL, for false where it is gone. */
  CompletionStage<Boolean> touch() {
    return ifStored(Kind.TOUCH, engine.store::touch);
  }

  private CompletionStage<Boolean> ifStored(
      Kind kind, Function<Session, CompletionStage<Boolean>> action) {
    return ifAvailable(
        () ->
            queue.add(
                kind,
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
