package io.cloakroom.http;

import io.cloakroom.http.WriteAction.Ending;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.SessionId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Ends the sessions that a request is to end. */
final class SessionEndings {

  static final CompletionStage<Void> NOTHING = CompletableFuture.completedStage(null);

  private final SessionEngine engine;
  private final WriteProgress progress;

  SessionEndings(SessionEngine engine, WriteProgress progress) {
    this.engine = engine;
    this.progress = progress;
  }

  /** Ends sessions whose place another one has taken. */
  CompletionStage<Void> replace(List<Ending> endings) {
    return end(endings, engine.store::retire);
  }

  /**
   * Ends sessions that no other one takes the place of.
   *
   * @return fails with an {@link IllegalStateException} if another request has given one a new id:
   *     it lives on, and the response must not say that the user is logged out
   */
  CompletionStage<Void> logOut(List<Ending> endings) {
    return end(
        endings,
        id ->
            engine
                .store
                .destroy(id)
                .thenCompose(
                    gone ->
                        (gone || progress.doOthersEnd() ? NOTHING : requireNotReplaced(id))
                            .thenApply(done -> gone)));
  }

  /** Notes of ids that the client has another session now. */
  CompletionStage<Void> retire(List<SessionId> ids) {
    CompletionStage<Void> retired = NOTHING;
    for (SessionId id : ids) {
      retired = retired.thenCompose(done -> engine.store.retire(id)).thenAccept(gone -> {});
    }
    return retired;
  }

  /**
   * Requires that it is known which of a user's sessions are the others, if they are to end.
   *
   * @param outcome of giving the request's session, which has this id, a new one
   * @return fails with an {@link IllegalStateException} if another request has given it a new id:
   *     the session that the client has now is not to end
   */
  CompletionStage<Void> requireOthersKnown(SessionId id, SaveOutcome outcome) {
    return outcome == SaveOutcome.GONE && progress.doOthersEnd() ? requireNotReplaced(id) : NOTHING;
  }

  private CompletionStage<Void> requireNotReplaced(SessionId id) {
    return engine
        .store
        .wasReplaced(id)
        .thenAccept(
            replaced -> {
              if (replaced) {
                throw new IllegalStateException(
                    "Session "
                        + id
                        + " got a new id by another request while this one was to end sessions, and"
                        + " nothing was ended. The client has the new id's cookie: let the user try"
                        + " again");
              }
            });
  }

  private CompletionStage<Void> end(
      List<Ending> endings, Function<SessionId, CompletionStage<Boolean>> how) {
    CompletionStage<Void> ended = NOTHING;
    for (Ending ending : endings) {
      ended = ended.thenCompose(done -> end(ending, how));
    }
    return ended;
  }

  private CompletionStage<Void> end(
      Ending ending, Function<SessionId, CompletionStage<Boolean>> how) {
    return how.apply(ending.id())
        .thenAccept(
            gone -> {
              progress.removed(ending);
              if (gone) {
                engine.events.destroyed(ending);
              }
            });
  }
}
