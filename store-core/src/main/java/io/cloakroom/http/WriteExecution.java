package io.cloakroom.http;

import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out in Redis what there is to write for a request. */
final class WriteExecution {

  private static final Logger LOG = LoggerFactory.getLogger(SessionEngine.class);

  private final SessionEngine engine;
  private final SessionState state;
  private final WriteProgress progress;
  private final SessionEndings endings;

  WriteExecution(SessionEngine engine, SessionState state, WriteProgress progress) {
    this.engine = engine;
    this.state = state;
    this.progress = progress;
    this.endings = new SessionEndings(engine, progress);
  }

  /**
   * Does what an action says.
   *
   * @return false where there is no session any more
   */
  CompletionStage<Boolean> carryOut(WriteAction action) {
    if (action instanceof WriteAction.Create create) {
      return create(create);
    }
    if (action instanceof WriteAction.Update update) {
      return changed(update.session(), engine.store.update(update.session()));
    }
    if (action instanceof WriteAction.Resave resave) {
      Session session = resave.session();
      CompletionStage<SaveOutcome> saved = engine.store.resave(session);
      return resave.isAsked() ? written(session, saved) : changed(session, saved);
    }
    if (action instanceof WriteAction.Renew renew) {
      return renew(renew.session());
    }
    if (action instanceof WriteAction.Rename rename) {
      return rename(rename.session(), rename.newId());
    }
    if (action instanceof WriteAction.Remove remove) {
      return endings.logOut(remove.endings()).thenApply(done -> false);
    }
    if (action instanceof WriteAction.Replace replace) {
      return endings.replace(replace.endings()).thenCompose(done -> carryOut(replace.then()));
    }
    return completed(action instanceof WriteAction.Nothing nothing && nothing.alive());
  }

  private CompletionStage<Boolean> create(WriteAction.Create action) {
    return CompletableFuture.completedStage(action)
        .thenCompose(this::begin)
        .whenComplete(
            (outcome, failure) -> {
              if (failure != null) {
                progress.failed(action, failure);
              }
            })
        .thenCompose(
            outcome ->
                outcome.map(saved -> begun(action, saved)).orElseGet(() -> completed(false)));
  }

  /** Stores a session that begins; empty where the client was given another one moments ago. */
  private CompletionStage<Optional<SaveOutcome>> begin(WriteAction.Create action) {
    return isAnyReplaced(action.byNewId() ? List.of() : action.brought(), 0)
        .thenCompose(
            replaced -> {
              if (replaced) {
                progress.replaced(action.session());
                return CompletableFuture.completedStage(Optional.empty());
              }
              return engine
                  .store
                  .create(action.session())
                  .thenApply(
                      outcome -> {
                        requireFree(action.session().id(), outcome);
                        return Optional.of(outcome);
                      });
            });
  }

  private CompletionStage<Boolean> begun(WriteAction.Create action, SaveOutcome outcome) {
    if (!outcome.isAlive()) {
      progress.notBegun(action.session());
      return endings.logOut(action.instead()).thenApply(done -> false);
    }
    progress.written(action.session(), true);
    return makeRoom(action)
        .thenApply(
            done -> {
              engine.events.created(action.session());
              return true;
            });
  }

  /**
   * Ends the sessions that another one takes the place of. Of their ids, and of all others that the
   * client brought, the store says for a while that they were replaced: a request that is under way
   * with one of them must not take the client away from the session that it has now.
   */
  private CompletionStage<Void> makeRoom(WriteAction.Create action) {
    return endings
        .replace(action.instead())
        .thenCompose(
            done -> action.byNewId() ? endings.retire(action.brought()) : SessionEndings.NOTHING);
  }

  /** Asks Redis, but only if a session is about to begin for a client that brought an id. */
  private CompletionStage<Boolean> isAnyReplaced(List<SessionId> ids, int next) {
    return next == ids.size()
        ? completed(false)
        : engine
            .store
            .wasReplaced(ids.get(next))
            .thenCompose(replaced -> replaced ? completed(true) : isAnyReplaced(ids, next + 1));
  }

  private static void requireFree(SessionId id, SaveOutcome outcome) {
    if (outcome == SaveOutcome.ID_IN_USE) {
      throw new IllegalStateException("The id " + id + " that option genid made is in use already");
    }
  }

  private CompletionStage<Boolean> written(Session session, CompletionStage<SaveOutcome> saved) {
    return saved.thenApply(outcome -> settle(session, outcome));
  }

  private boolean settle(Session session, SaveOutcome outcome) {
    if (outcome == SaveOutcome.SAVED) {
      progress.written(session, false);
    } else if (outcome == SaveOutcome.ENDED) {
      progress.ended(session.id(), session.storedCookie());
    } else if (!outcome.isAlive()) {
      progress.gone(session.id());
    }
    return outcome.isAlive();
  }

  /**
   * Writes what was changed. Where the session's time was up before that, although nobody has ended
   * it, what the handlers did is lost, and the response must not say that it was done.
   */
  private CompletionStage<Boolean> changed(Session session, CompletionStage<SaveOutcome> saved) {
    return saved.thenCompose(
        outcome -> {
          if (outcome == SaveOutcome.UNCHANGED && progress.isUnconfirmed()) {
            return confirm(session);
          }
          boolean lost = outcome == SaveOutcome.EXPIRED && session.isModified();
          boolean alive = settle(session, outcome);
          if (lost) {
            throw expired(session);
          }
          return completed(alive);
        });
  }

  private static IllegalStateException expired(Session session) {
    return new IllegalStateException(
        "Session "
            + session.id()
            + " expired while the request that changed it was being served, and the change is lost."
            + " Let sessions live for longer than requests take (options ttl and cookie.maxAge, or"
            + " setIdleInterval), or call touch() in the handler meanwhile");
  }

  /**
   * Asks whether a session is still there whose cookie is issued again although nothing was
   * written. If another request has ended it or given it a new id, this cookie would take the
   * client away from the session that it has now.
   */
  private CompletionStage<Boolean> confirm(Session session) {
    return engine
        .store
        .lookUp(session.id())
        .thenApply(
            found -> {
              boolean gone = found instanceof Lookup.Missing;
              if (gone) {
                progress.gone(session.id());
              }
              return !gone;
            })
        .exceptionally(this::goOnWithoutCookie);
  }

  /** Renews a cookie. If that fails, the request goes on: it needs only what it has read. */
  private CompletionStage<Boolean> renew(Session session) {
    return written(session, engine.store.resave(session)).exceptionally(this::goOnWithoutCookie);
  }

  private boolean goOnWithoutCookie(Throwable failure) {
    LOG.warn(
        "The cookie of a session was not renewed, and will be with a later request: {}",
        StageFailure.cause(failure).toString());
    progress.notRenewed();
    return true;
  }

  private CompletionStage<Boolean> rename(Session session, SessionId newId) {
    SessionId oldId = session.id();
    return engine
        .store
        .regenerate(session, newId)
        .thenCompose(
            outcome -> {
              requireFree(newId, outcome);
              if (outcome.isAlive()) {
                progress.written(session, true);
                engine.events.renamed(oldId, session);
                return completed(true);
              }
              return endings
                  .requireOthersKnown(oldId, outcome)
                  .thenCompose(known -> beginAgain(session, newId))
                  .thenCompose(alive -> begunAgain(session, oldId, outcome, alive));
            });
  }

  private CompletionStage<Boolean> begunAgain(
      Session session, SessionId oldId, SaveOutcome outcome, boolean alive) {
    if (alive) {
      return endings.retire(List.of(oldId)).thenApply(done -> true);
    }
    if (outcome == SaveOutcome.EXPIRED && !progress.doOthersEnd()) {
      throw expired(session);
    }
    return completed(false);
  }

  /**
   * The session was gone when it was to get its new id, by another log-in, by a log-out, or because
   * its time was up: what this request has set begins another one, and nothing that the old one
   * held comes back.
   */
  private CompletionStage<Boolean> beginAgain(Session session, SessionId newId) {
    return engine
        .store
        .recreate(session, newId, state.freshCookie())
        .thenApply(
            outcome -> {
              requireFree(newId, outcome);
              if (outcome.isAlive()) {
                progress.written(session, true);
                engine.events.created(session);
              } else {
                progress.gone(session.id());
              }
              return outcome.isAlive();
            });
  }

  private static CompletionStage<Boolean> completed(boolean outcome) {
    return CompletableFuture.completedStage(outcome);
  }
}
