package io.cloakroom.session;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.SessionDrafts.Prepared;
import io.cloakroom.session.content.StoredRecord;
import io.cloakroom.session.writing.RecordCreation;
import io.cloakroom.session.writing.WriterQueues;
import io.cloakroom.session.writing.WriterQueues.WriterQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes sessions such that nothing that another request wrote meanwhile is lost, and nothing that
 * was destroyed comes back: a write of a loaded session happens only while the record is the one
 * that was loaded; otherwise the session takes over what is there, and tries again.
 */
final class SessionSaver {

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final SessionDrafts drafts;
  private final RecordCreation creation;
  private final SessionUpdates updates;
  private final WriterQueues writers = new WriterQueues();
  private final SessionTracer tracer;
  private final InstantSource clock;

  SessionSaver(
      StoreContext context,
      SessionDrafts drafts,
      RecordCreation creation,
      SessionUpdates updates,
      SessionTracer tracer) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.clock = context.clock();
    this.drafts = drafts;
    this.creation = creation;
    this.updates = updates;
    this.tracer = tracer;
  }

  /** Writes a session under an id that is free, unless its time is up. */
  CompletionStage<SaveOutcome> create(Session session) {
    return session.queue().run(() -> createNow(session));
  }

  /** Writes what was set in a session that is gone as a new one; GONE where nothing was. */
  CompletionStage<SaveOutcome> recreate(Session session, SessionId newId, SessionCookie cookie) {
    return session
        .queue()
        .run(
            () -> {
              session.content().beginAgain(cookie);
              session.movedTo(newId);
              return session.names().isEmpty()
                  ? CompletableFuture.completedStage(SaveOutcome.GONE)
                  : createNow(session);
            });
  }

  /** Writes a session as a new one, when all other actions with this object have ended. */
  CompletionStage<SaveOutcome> createNow(Session session) {
    Instant now = clock.instant();
    Optional<Duration> ttl = drafts.ttlOf(session, now);
    return hasEnded(ttl)
        ? CompletableFuture.completedStage(SaveOutcome.ENDED)
        : write(
                session,
                ttl,
                now,
                (key, next) ->
                    creation
                        .write(session.content().lostReplies(), key, next.write(), ttl)
                        .thenApply(RecordCreation.Found::isWritten))
            .thenApply(written -> written ? SaveOutcome.SAVED : SaveOutcome.ID_IN_USE);
  }

  /** Writes a session over whatever is there. */
  CompletionStage<SaveOutcome> overwrite(Session session) {
    return session
        .queue()
        .run(
            () -> {
              Instant now = clock.instant();
              Optional<Duration> ttl = drafts.ttlOf(session, now);
              SessionDrafts.requireWritable(session);
              return hasEnded(ttl)
                  ? removeEnded(session, now)
                  : write(session, ttl, now, (key, next) -> overwrite(session, key, next, ttl))
                      .thenApply(written -> SaveOutcome.SAVED);
            });
  }

  private CompletionStage<Boolean> overwrite(
      Session session, String key, Prepared next, Optional<Duration> ttl) {
    SetOptions always = SetOptions.always();
    return RecordCreation.noting(
        session.content().lostReplies(),
        key,
        next.write(),
        commands.set(key, next.stored().bytes(), ttl.map(always::expiringAfter).orElse(always)));
  }

  private CompletionStage<Boolean> write(
      Session session,
      Optional<Duration> ttl,
      Instant now,
      BiFunction<String, Prepared, CompletionStage<Boolean>> writing) {
    SessionId id = session.id();
    Prepared prepared = drafts.prepare(session, id, ttl, now, true).orElseThrow();
    return drafts
        .begin(session, id, ttl)
        .thenCompose(entered -> writing.apply(keys.keyOf(id), prepared))
        .thenApply(
            written -> {
              if (written) {
                prepared.writtenTo(session);
              }
              return written;
            });
  }

  /**
   * Writes over the record that was loaded.
   *
   * @param always whether to write although nothing has changed
   */
  CompletionStage<SaveOutcome> update(Session session, boolean always) {
    return AsyncLoop.start(
        () ->
            !always && isUntouched(session)
                ? CompletableFuture.completedStage(SaveOutcome.UNCHANGED)
                : inOrder(
                    session,
                    () -> CompletableFuture.failedStage(notStored(session)),
                    queue -> updates.run(session, queue, always)));
  }

  /** Returns whether there is nothing to write, as for most requests, which then need not queue. */
  private boolean isUntouched(Session session) {
    return !session.isNew()
        && !session.queue().isBusy()
        && session.content().isUntouched()
        && !drafts.beginsOrEnds(session, clock.instant());
  }

  /**
   * Runs an action when all others with this object, and with this session, have ended.
   *
   * @param ifNew what is done instead where no store holds the session then
   */
  <T> CompletionStage<T> inOrder(
      Session session,
      Supplier<CompletionStage<T>> ifNew,
      Function<WriterQueue, CompletionStage<T>> action) {
    Function<WriterQueue, CompletionStage<T>> carried = tracer.carry(action);
    return session
        .queue()
        .run(() -> session.isNew() ? ifNew.get() : writers.run(keys.keyOf(session.id()), carried));
  }

  private CompletionStage<SaveOutcome> removeEnded(Session session, Instant now) {
    return drafts
        .ending(
            session,
            now,
            () -> commands.delete(List.of(keys.keyOf(session.id()))),
            removed -> removed > 0)
        .thenApply(removed -> drafts.endOf(session, now));
  }

  static boolean hasEnded(Optional<Duration> ttl) {
    return ttl.filter(left -> left.isZero() || left.isNegative()).isPresent();
  }

  /** Returns the exception for updating a session that no store holds. */
  static IllegalArgumentException notStored(Session session) {
    return new IllegalArgumentException(
        "Session " + session.id() + " is new: use create to store it, or set");
  }

  /** Returns the record that was loaded. */
  static StoredRecord loaded(Session session) {
    return Objects.requireNonNull(session.content().stored(), "the session is not a new one");
  }
}
