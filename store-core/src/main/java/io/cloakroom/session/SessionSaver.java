package io.cloakroom.session;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.SessionDrafts.Prepared;
import io.cloakroom.session.content.StoredRecord;
import io.cloakroom.session.writing.Races;
import io.cloakroom.session.writing.RecordReplacement;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes sessions such that nothing that another request wrote meanwhile is lost, and nothing that
 * was destroyed comes back: a write of a loaded session happens only while the record is the one
 * that was loaded; otherwise the session takes over what is there, and tries again.
 */
final class SessionSaver {

  /**
   * How far Redis' clock and ours may differ about the end of a TTL: Redis counts whole
   * milliseconds, and either clock may be corrected meanwhile. Within it, a session that is gone
   * counts as expired, so that no change is lost silently.
   */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final SessionDrafts drafts;
  private final RecordReplacement replacement;
  private final Conflicts conflicts;
  private final WriterQueues writers = new WriterQueues();
  private final SessionTracer tracer;
  private final InstantSource clock;

  SessionSaver(
      StoreContext context,
      SessionDrafts drafts,
      RecordReplacement replacement,
      Conflicts conflicts,
      SessionTracer tracer) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.clock = context.clock();
    this.drafts = drafts;
    this.replacement = replacement;
    this.conflicts = conflicts;
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
        : write(session, session.id(), ttl, now, SetOptions.ifAbsent())
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
              requireWritable(session);
              return hasEnded(ttl)
                  ? removeEnded(session, now)
                  : write(session, session.id(), ttl, now, SetOptions.always())
                      .thenApply(written -> SaveOutcome.SAVED);
            });
  }

  private CompletionStage<Boolean> write(
      Session session, SessionId id, Optional<Duration> ttl, Instant now, SetOptions condition) {
    Prepared prepared = drafts.prepare(session, id, ttl, now, true).orElseThrow();
    return drafts
        .begin(session, id, ttl)
        .thenCompose(
            entered ->
                commands.set(
                    keys.keyOf(id),
                    prepared.stored().bytes(),
                    ttl.map(condition::expiringAfter).orElse(condition)))
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
                    queue -> AsyncLoop.until(new Update(session, queue, always)::tryOnce)));
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

  /** One update, which tries again after each conflict. */
  private final class Update {

    private final Session session;
    private final WriterQueue queue;
    private final boolean always;
    private final Races races = new Races();

    Update(Session session, WriterQueue queue, boolean always) {
      this.session = session;
      this.queue = queue;
      this.always = always;
      conflicts.takeOver(session, queue);
    }

    CompletionStage<Optional<SaveOutcome>> tryOnce() {
      races.begin();
      Instant now = clock.instant();
      Optional<Duration> ttl = drafts.ttlOf(session, now);
      requireWritable(session);
      StoredRecord loaded = loaded(session);
      Instant end = session.content().aliveUntil();
      if (hasEnded(ttl)) {
        return drafts
            .ending(
                session,
                now,
                () -> replacement.remove(keys.keyOf(session.id()), loaded),
                CompareAndSet.Applied.class::isInstance)
            .thenCompose(outcome -> settle(outcome, end, drafts.endOf(session, now), () -> {}));
      }
      Optional<Prepared> prepared = drafts.prepare(session, session.id(), ttl, now, always);
      if (prepared.isEmpty()) {
        return CompletableFuture.completedStage(Optional.of(SaveOutcome.UNCHANGED));
      }
      return drafts
          .enter(session, session.id(), ttl)
          .thenCompose(
              entered ->
                  replacement.replace(
                      keys.keyOf(session.id()), loaded, prepared.get().stored().bytes(), ttl))
          .thenCompose(
              outcome ->
                  settle(
                      outcome,
                      end,
                      SaveOutcome.SAVED,
                      () -> {
                        prepared.get().writtenTo(session);
                        queue.replaced(loaded, prepared.get().stored());
                      }))
          .thenCompose(
              outcome ->
                  outcome.filter(SaveOutcome.SAVED::equals).isPresent()
                      ? drafts.saved(session, loaded, ttl).thenApply(noted -> outcome)
                      : CompletableFuture.completedStage(outcome));
    }

    /**
     * Ends with {@code applied}, or takes over what is there now, to try again.
     *
     * @param end until when the record lived at least
     */
    private CompletionStage<Optional<SaveOutcome>> settle(
        CompareAndSet.Outcome outcome,
        @Nullable Instant end,
        SaveOutcome applied,
        Runnable whenApplied) {
      if (outcome instanceof CompareAndSet.Conflict conflict) {
        return conflicts
            .resolve(session, drafts.read(session.id(), conflict.found()), races)
            .thenApply(resolved -> Optional.empty());
      }
      if (outcome instanceof CompareAndSet.Missing) {
        return CompletableFuture.completedStage(Optional.of(ofMissing(end)));
      }
      whenApplied.run();
      return CompletableFuture.completedStage(Optional.of(applied));
    }
  }

  /**
   * Returns what has become of a session whose record is missing.
   *
   * @param end until when the record lived at least
   */
  SaveOutcome ofMissing(@Nullable Instant end) {
    return isOver(end) ? SaveOutcome.EXPIRED : SaveOutcome.GONE;
  }

  /** Returns whether a time that is known has come, as far as two clocks can agree on that. */
  private boolean isOver(@Nullable Instant time) {
    return time != null && !clock.instant().plus(CLOCK_TOLERANCE).isBefore(time);
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

  static void requireWritable(Session session) {
    if (!session.content().isWritable()) {
      throw new IllegalStateException(
          "Session "
              + session.id()
              + " is in another program's record and can't be changed here: the option"
              + " onForeignRecord is LEAVE. With REWRITE it is saved as all others are, and that"
              + " program can't read it any more");
    }
  }
}
