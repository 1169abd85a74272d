package io.cloakroom.session;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.SessionDrafts.Prepared;
import io.cloakroom.session.content.LostReplies;
import io.cloakroom.session.writing.EarlierCopies;
import io.cloakroom.session.writing.Races;
import io.cloakroom.session.writing.RecordCreation;
import io.cloakroom.session.writing.RecordReplacement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Gives sessions new ids: writes them under the new id, then removes the record that was loaded.
 */
final class SessionMover {

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final UserIndex index;
  private final SessionEnds ends;
  private final SessionDrafts drafts;
  private final SessionSaver saver;
  private final SessionUpdates updates;
  private final RecordReplacement replacement;
  private final RecordCreation creation;
  private final SessionRemover remover;
  private final Conflicts conflicts;
  private final InstantSource clock;

  SessionMover(
      StoreContext context,
      SessionDrafts drafts,
      SessionSaver saver,
      SessionUpdates updates,
      RecordReplacement replacement,
      RecordCreation creation,
      SessionRemover remover,
      Conflicts conflicts) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.clock = context.clock();
    this.index = context.index();
    this.ends = context.ends();
    this.drafts = drafts;
    this.saver = saver;
    this.updates = updates;
    this.replacement = replacement;
    this.creation = creation;
    this.remover = remover;
    this.conflicts = conflicts;
  }

  /** Gives a session a new id, under which a new session is created. */
  CompletionStage<SaveOutcome> move(Session session, SessionId newId) {
    return saver.inOrder(
        session,
        () -> {
          session.movedTo(newId);
          return saver.createNow(session);
        },
        queue -> {
          if (newId.equals(session.id())) {
            return CompletableFuture.completedStage(SaveOutcome.ID_IN_USE);
          }
          conflicts.takeOver(session, queue);
          return new Move(session, newId).run();
        });
  }

  private final class Move {

    private final Session session;
    private final SessionId newId;
    private final Races races = new Races();
    private final EarlierCopies earlier;

    /** What stands under the new id; null: nothing yet. */
    private @Nullable Prepared copy;

    /** Whether an earlier attempt had written it there. */
    private boolean isCopyEarlier;

    /** Whether the copy is all that is left. */
    private boolean isOldGone;

    Move(Session session, SessionId newId) {
      this.session = session;
      this.newId = newId;
      this.earlier = new EarlierCopies(commands, lost(), Set.of(oldKey(), newKey()));
    }

    /**
     * Moves the session, and removes the new record where that certainly failed. If the reply was
     * lost, the old one may be gone; then the new one is all there is, and stays.
     */
    CompletionStage<SaveOutcome> run() {
      CompletionStage<SaveOutcome> moved = AsyncLoop.until(this::tryOnce);
      return moved.exceptionallyCompose(
          failure -> {
            Prepared written = copy;
            if (written == null) {
              return moved;
            }
            lost().note(newKey(), written.write());
            if (isOldGone || RecordCreation.mayHaveHappened(failure)) {
              return moved;
            }
            return delete(newId)
                .thenAccept(done -> lost().forget(newKey()))
                .handle((done, another) -> moved)
                .thenCompose(failed -> failed);
          });
    }

    private CompletionStage<Optional<SaveOutcome>> tryOnce() {
      races.begin();
      Instant now = clock.instant();
      Optional<Duration> ttl = drafts.ttlOf(session, now);
      if (SessionSaver.hasEnded(ttl)) {
        return end(now);
      }
      SessionDrafts.requireWritable(session);
      Prepared next = drafts.prepare(session, newId, ttl, now, true).orElseThrow();
      boolean first = copy == null;
      return write(next, first)
          .thenCompose(
              written -> {
                if (written) {
                  copy = next;
                  return removeOld(next);
                }
                return first ? ended(SaveOutcome.ID_IN_USE) : endAsCopyDid();
              });
    }

    private CompletionStage<Boolean> write(Prepared next, boolean first) {
      return drafts
          .begin(session, newId, next.ttl())
          .thenCompose(
              entered ->
                  first
                      ? creation
                          .write(lost(), newKey(), next.write(), next.ttl())
                          .thenApply(
                              found -> {
                                isCopyEarlier = found == RecordCreation.Found.OWN;
                                return found.isWritten();
                              })
                      : rewrite(next));
    }

    private CompletionStage<Boolean> rewrite(Prepared next) {
      SetOptions ifPresent = SetOptions.ifPresent();
      return RecordCreation.noting(
          lost(),
          newKey(),
          next.write(),
          commands.set(
              newKey(),
              next.stored().bytes(),
              next.ttl().map(ifPresent::expiringAfter).orElse(ifPresent)));
    }

    private CompletionStage<Optional<SaveOutcome>> removeOld(Prepared written) {
      Instant end = session.content().aliveUntil();
      return ends.ending(
              oldKey(),
              () ->
                  replacement.retire(
                      oldKey(), SessionSaver.loaded(session), keys.markerKeyOf(oldKey())),
              CompareAndSet.Applied.class::isInstance)
          .thenCompose(
              outcome -> {
                if (outcome instanceof CompareAndSet.Conflict conflict) {
                  return takeOver(conflict);
                }
                if (outcome instanceof CompareAndSet.Missing) {
                  return missing(written, end);
                }
                return moved(written);
              });
    }

    /** The old record is gone: by an attempt whose reply was lost, or for another reason. */
    private CompletionStage<Optional<SaveOutcome>> missing(
        Prepared written, @Nullable Instant end) {
      return wasMovedBefore()
          .thenCompose(
              before ->
                  before
                      ? moved(written)
                      : delete(newId).thenCompose(done -> over(updates.ofMissing(end))));
    }

    /** Where the copy of an earlier attempt is gone, somebody has ended the session by it. */
    private CompletionStage<Boolean> wasMovedBefore() {
      return (isCopyEarlier ? CompletableFuture.completedStage(true) : earlier.isAnyThere())
          .thenCompose(
              copied ->
                  copied ? remover.wasReplaced(oldKey()) : CompletableFuture.completedStage(false));
    }

    private CompletionStage<Optional<SaveOutcome>> moved(Prepared written) {
      isOldGone = true;
      String old = oldKey();
      return removeEarlier()
          .thenCompose(
              done -> {
                written.writtenTo(session);
                session.movedTo(newId);
                return index.left(old);
              })
          .thenCompose(done -> ended(SaveOutcome.SAVED));
    }

    private CompletionStage<Void> removeEarlier() {
      return earlier.removeEach(
          sent ->
              ends.ending(
                      sent.key(),
                      () -> replacement.remove(sent.key(), sent.write().stored()),
                      CompareAndSet.Applied.class::isInstance)
                  .thenCompose(done -> index.left(sent.key())));
    }

    /** Removes a session whose time is up, unless another request has prolonged it. */
    private CompletionStage<Optional<SaveOutcome>> end(Instant now) {
      boolean copied = copy != null;
      copy = null;
      return (copied ? delete(newId) : CompletableFuture.completedStage(0L))
          .thenCompose(
              done ->
                  drafts.ending(
                      session,
                      now,
                      () -> replacement.remove(oldKey(), SessionSaver.loaded(session)),
                      CompareAndSet.Applied.class::isInstance))
          .thenCompose(
              outcome -> {
                if (outcome instanceof CompareAndSet.Conflict conflict) {
                  return takeOver(conflict);
                }
                return over(
                    outcome instanceof CompareAndSet.Missing
                        ? SaveOutcome.GONE
                        : drafts.endOf(session, now));
              });
    }

    /** Removes the session, as somebody else has removed it under its new id. */
    private CompletionStage<Optional<SaveOutcome>> endAsCopyDid() {
      return delete(session.id()).thenCompose(done -> over(SaveOutcome.GONE));
    }

    private CompletionStage<Optional<SaveOutcome>> takeOver(CompareAndSet.Conflict conflict) {
      Optional<LostReplies.Write> own = lost().find(oldKey(), conflict.found());
      own.ifPresent(session.content()::written);
      return (own.isPresent()
              ? CompletableFuture.<Void>completedStage(null)
              : conflicts.resolve(session, drafts.read(session.id(), conflict.found()), races))
          .thenApply(resolved -> Optional.empty());
    }

    private String oldKey() {
      return keys.keyOf(session.id());
    }

    private LostReplies lost() {
      return session.content().lostReplies();
    }

    private String newKey() {
      return keys.keyOf(newId);
    }

    private CompletionStage<Long> delete(SessionId id) {
      return remover.remove(keys.keyOf(id));
    }

    /** The session is no more, and nothing is left of it. */
    private CompletionStage<Optional<SaveOutcome>> over(SaveOutcome outcome) {
      return removeEarlier().thenCompose(done -> ended(outcome));
    }

    private CompletionStage<Optional<SaveOutcome>> ended(SaveOutcome outcome) {
      return CompletableFuture.completedStage(Optional.of(outcome));
    }
  }
}
