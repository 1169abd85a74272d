package io.cloakroom.session;

import io.cloakroom.session.content.LostReplies;
import io.cloakroom.session.content.RecordFormat;
import io.cloakroom.session.content.SessionContent;
import io.cloakroom.session.content.StoredRecord;
import io.cloakroom.session.writing.Lifetime;
import io.cloakroom.session.writing.TtlRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Prepares the record of a session that is about to be written to Redis. */
final class SessionDrafts {

  private final SessionKeys keys;
  private final SessionTtl ttl;
  private final Lifetime lifetime;
  private final UserIndex index;
  private final SessionEnds ends;
  private final RecordFormat format;
  private final StoreObserver observer;

  SessionDrafts(StoreContext context, RecordFormat format, StoreObserver observer) {
    this.keys = context.keys();
    this.ttl = context.ttl();
    this.lifetime = context.lifetime();
    this.index = context.index();
    this.ends = context.ends();
    this.format = format;
    this.observer = observer;
  }

  /**
   * What is about to be written.
   *
   * @param ttl what its key has left to live; empty: it does not expire
   */
  record Prepared(LostReplies.Write write, Optional<Duration> ttl) {

    StoredRecord stored() {
      return write.stored();
    }

    /** Notes in a session that this was written. */
    void writtenTo(Session session) {
      session.content().written(write);
    }
  }

  /**
   * Returns the TTL of a session that is saved now.
   *
   * @return empty where it does not expire; zero or less where its time is up
   */
  Optional<Duration> ttlOf(Session session, Instant now) {
    lifetime.begin(session.content(), now);
    return ttl.of(session, now).map(TtlRange::full);
  }

  /** Returns whether a save has to note when a session began, or to end one whose time is up. */
  boolean beginsOrEnds(Session session, Instant now) {
    return lifetime.isUnknownOf(session.content())
        || ttl.of(session, now).filter(TtlRange::hasEnded).isPresent();
  }

  /**
   * Returns in which way a session has ended whose time is up: by what was set in it, or else by
   * the time that has passed since its record was written.
   */
  SaveOutcome endOf(Session session, Instant now) {
    StoredRecord stored = session.content().stored();
    boolean lived =
        stored == null || !SessionSaver.hasEnded(ttlOf(Session.loaded(session.id(), stored), now));
    return lived ? SaveOutcome.ENDED : SaveOutcome.EXPIRED;
  }

  /**
   * Removes a session whose time is up. Where that is by what was set in it, the application ends
   * it: observers are told that it was destroyed, and nobody is told that it has expired.
   */
  <T> CompletionStage<T> ending(
      Session session, Instant now, Supplier<CompletionStage<T>> removal, Predicate<T> removed) {
    String key = keys.keyOf(session.id());
    boolean bySetting = endOf(session, now) == SaveOutcome.ENDED;
    return (bySetting ? ends.ending(key, removal, removed) : removal.get())
        .thenCompose(
            outcome -> {
              if (!removed.test(outcome)) {
                return CompletableFuture.completedStage(outcome);
              }
              if (bySetting) {
                observer.sessionsDestroyed(1);
              }
              return index.left(key).thenApply(done -> outcome);
            });
  }

  /**
   * Returns what is to be written; empty if the record holds the same already.
   *
   * @param always whether to write it all the same
   */
  Optional<Prepared> prepare(
      Session session, SessionId id, Optional<Duration> remaining, Instant now, boolean always) {
    SessionContent content = session.content();
    SessionContent.Draft draft = content.draft(format.serializer());
    if (!always && !draft.isChange()) {
      return Optional.empty();
    }
    int carried = content.carried();
    if (carried > 0) {
      observer.carriedAttributes(carried);
    }
    content.usedAt(now, lifetime.endOf(content));
    if (!id.equals(session.id())) {
      content.renewCookie(true); // nobody has the new id yet
    }
    StoredRecord stored =
        format.write(keys.keyOf(id), draft.with(content.cookieToStore()), content.stored());
    observer.recordWritten(stored.bytes().length);
    return Optional.of(
        new Prepared(
            new LostReplies.Write(draft, stored, remaining.map(now::plus).orElse(null)),
            remaining));
  }

  /** Enters a session into the index before it is written. */
  CompletionStage<Void> enter(Session session, SessionId id, Optional<Duration> remaining) {
    return enter(session, id, remaining, false);
  }

  private CompletionStage<Void> enter(
      Session session, SessionId id, Optional<Duration> remaining, boolean begins) {
    return remaining
        .map(left -> index.add(session, id, left, begins))
        .orElseGet(() -> CompletableFuture.completedStage(null));
  }

  /** Enters a session that begins or gets a new id, before it is written. */
  CompletionStage<Void> begin(Session session, SessionId id, Optional<Duration> remaining) {
    return enter(session, id, remaining, true)
        .thenCompose(
            entered ->
                remaining
                    .map(left -> ends.begin(session, id, left))
                    .orElseGet(() -> CompletableFuture.completedStage(null)));
  }

  /** Notes whose a session is after it was saved. */
  CompletionStage<Void> saved(Session session, StoredRecord before, Optional<Duration> remaining) {
    return remaining
        .map(left -> ends.saved(session, () -> Session.loaded(session.id(), before), left))
        .orElseGet(() -> CompletableFuture.completedStage(null));
  }

  /** Reads the record that another request has put in the place of the one that was loaded. */
  StoredRecord read(SessionId id, byte[] bytes) {
    observer.recordRead(bytes.length);
    return format.read(keys.keyOf(id), bytes);
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
