package io.cloakroom.session;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.session.SessionDrafts.Prepared;
import io.cloakroom.session.content.LostReplies;
import io.cloakroom.session.content.StoredRecord;
import io.cloakroom.session.writing.Races;
import io.cloakroom.session.writing.RecordCreation;
import io.cloakroom.session.writing.RecordReplacement;
import io.cloakroom.session.writing.WriterQueues.WriterQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Writes over the records that were loaded. */
final class SessionUpdates {

  /**
   * How far Redis' clock and ours may differ about the end of a TTL: Redis counts whole
   * milliseconds, and either clock may be corrected meanwhile. Within it, a session that is gone
   * counts as expired, so that no change is lost silently.
   */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

  private final SessionKeys keys;
  private final SessionDrafts drafts;
  private final RecordReplacement replacement;
  private final Conflicts conflicts;
  private final InstantSource clock;

  SessionUpdates(
      StoreContext context,
      SessionDrafts drafts,
      RecordReplacement replacement,
      Conflicts conflicts) {
    this.keys = context.keys();
    this.clock = context.clock();
    this.drafts = drafts;
    this.replacement = replacement;
    this.conflicts = conflicts;
  }

  /**
   * Writes a session, again after each conflict.
   *
   * @param always whether to write although nothing has changed
   */
  CompletionStage<SaveOutcome> run(Session session, WriterQueue queue, boolean always) {
    return AsyncLoop.until(new Update(session, queue, always)::tryOnce);
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

  /** One update, which tries again after each conflict. */
  private final class Update {

    private final Session session;
    private final WriterQueue queue;
    private final boolean always;
    private final Races races = new Races();

    /** The record before it was written by this object; null: it is not. */
    private @Nullable StoredRecord written;

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
      SessionDrafts.requireWritable(session);
      StoredRecord loaded = SessionSaver.loaded(session);
      Instant end = session.content().aliveUntil();
      if (SessionSaver.hasEnded(ttl)) {
        return drafts
            .ending(
                session,
                now,
                () -> replacement.remove(key(), loaded),
                CompareAndSet.Applied.class::isInstance)
            .thenCompose(outcome -> settle(outcome, end, drafts.endOf(session, now), () -> {}));
      }
      Optional<Prepared> prepared = drafts.prepare(session, session.id(), ttl, now, always);
      if (prepared.isEmpty()) {
        return ended(written == null ? SaveOutcome.UNCHANGED : SaveOutcome.SAVED, loaded, ttl);
      }
      return write(prepared.get(), loaded, ttl)
          .thenCompose(
              outcome ->
                  settle(
                      outcome,
                      end,
                      SaveOutcome.SAVED,
                      () -> written(prepared.get().write(), loaded)))
          .thenCompose(
              outcome ->
                  outcome.isPresent()
                      ? ended(outcome.get(), loaded, ttl)
                      : CompletableFuture.completedStage(outcome));
    }

    private CompletionStage<CompareAndSet.Outcome> write(
        Prepared next, StoredRecord loaded, Optional<Duration> ttl) {
      byte[] bytes = next.stored().bytes();
      return drafts
          .enter(session, session.id(), ttl)
          .thenCompose(
              entered ->
                  RecordCreation.noting(
                      lost(), key(), next.write(), replacement.replace(key(), loaded, bytes, ttl)));
    }

    private void written(LostReplies.Write write, StoredRecord loaded) {
      session.content().written(write);
      queue.replaced(loaded, write.stored());
      written = loaded;
    }

    private CompletionStage<Optional<SaveOutcome>> ended(
        SaveOutcome outcome, StoredRecord loaded, Optional<Duration> ttl) {
      lost().forget(key());
      StoredRecord before = written == null ? loaded : written;
      return outcome == SaveOutcome.SAVED
          ? drafts.saved(session, before, ttl).thenApply(noted -> Optional.of(outcome))
          : CompletableFuture.completedStage(Optional.of(outcome));
    }

    private LostReplies lost() {
      return session.content().lostReplies();
    }

    private String key() {
      return keys.keyOf(session.id());
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
        return lost()
            .find(key(), conflict.found())
            .map(this::wroteThat)
            .orElseGet(() -> takeOver(conflict));
      }
      if (outcome instanceof CompareAndSet.Missing) {
        return CompletableFuture.completedStage(Optional.of(ofMissing(end)));
      }
      whenApplied.run();
      return CompletableFuture.completedStage(Optional.of(applied));
    }

    /** An attempt whose reply was lost has written it; what was changed since is still to do. */
    private CompletionStage<Optional<SaveOutcome>> wroteThat(LostReplies.Write own) {
      written(own, SessionSaver.loaded(session));
      return CompletableFuture.completedStage(Optional.empty());
    }

    private CompletionStage<Optional<SaveOutcome>> takeOver(CompareAndSet.Conflict conflict) {
      return conflicts
          .resolve(session, drafts.read(session.id(), conflict.found()), races)
          .thenApply(resolved -> Optional.empty());
    }
  }
}
