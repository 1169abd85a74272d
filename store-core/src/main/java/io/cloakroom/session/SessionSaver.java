package io.cloakroom.session;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.serializer.UnstorableAttributeException;
import io.cloakroom.session.Session.Draft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Writes sessions such that nothing that another request wrote meanwhile is lost, and nothing that
 * was destroyed comes back: a write of a loaded session happens only while the record is the one
 * that was loaded; otherwise the session takes over what is there, and tries again.
 */
final class SessionSaver {

  /**
   * Each try that fails is another request's that succeeded, so more would mean as many writers.
   */
  private static final int TRIES = 64;

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final SessionTtl ttl;
  private final Lifetime lifetime;
  private final UserIndex index;
  private final RecordFormat format;
  private final InstantSource clock;
  private final Replacement replacement;
  private final StoreObserver observer;

  SessionSaver(
      StoreParts parts, RecordFormat format, OnConflict onConflict, StoreObserver observer) {
    this.commands = parts.commands();
    this.keys = parts.keys();
    this.ttl = parts.ttl();
    this.lifetime = parts.lifetime();
    this.index = parts.index();
    this.format = format;
    this.clock = parts.clock();
    this.replacement = Replacement.of(onConflict, commands);
    this.observer = observer;
  }

  /** Writes a session under an id that is free, unless its time is up. */
  CompletionStage<Boolean> create(Session session) {
    return ttl.of(session, clock.instant()).filter(TtlWindow::hasEnded).isPresent()
        ? CompletableFuture.completedStage(false)
        : write(session, SetOptions.ifAbsent());
  }

  /** Writes without looking at what is there, under the given condition. */
  CompletionStage<Boolean> write(Session session, SetOptions condition) {
    return attempt(
        session,
        1,
        (content, remaining) ->
            commands
                .set(
                    keyOf(session.id()),
                    content.bytes(),
                    remaining.map(condition::expiringAfter).orElse(condition))
                .thenApply(
                    written ->
                        written ? new CompareAndSet.Applied() : new CompareAndSet.Missing()));
  }

  /** Writes over the record that was loaded. */
  CompletionStage<Boolean> update(Session session) {
    return update(session, 1);
  }

  private CompletionStage<Boolean> update(Session session, int tries) {
    return attempt(
        session,
        tries,
        (content, remaining) ->
            replacement.replace(keyOf(session.id()), loaded(session), content.bytes(), remaining));
  }

  /** Writes under a new id, then removes the record that was loaded. */
  CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
    if (ttl.of(session, clock.instant()).filter(TtlWindow::hasEnded).isPresent()) {
      return remove(session).thenApply(removed -> Optional.empty());
    }
    if (!session.isNew() && !loaded(session).isWritable()) {
      return CompletableFuture.failedStage(leftAlone(session));
    }
    Session renamed = session.withId(newId);
    return write(renamed, SetOptions.ifAbsent())
        .thenCompose(
            written -> {
              if (!written) {
                throw new IllegalStateException("The new session id " + newId + " is in use");
              }
              return session.isNew()
                  ? CompletableFuture.completedStage(Optional.of(renamed))
                  : move(session, renamed);
            });
  }

  /**
   * Removes the old record, and the new one where that certainly failed. Where the answer was lost
   * the old one may be gone; then the new one is all there is, and stays.
   */
  private CompletionStage<Optional<Session>> move(Session session, Session renamed) {
    CompletionStage<Optional<Session>> moved =
        CompletableFuture.completedStage(renamed).thenCompose(to -> removeOld(session, to, 1));
    return moved.exceptionallyCompose(
        failure ->
            mayHaveHappened(failure)
                ? moved
                : remove(renamed)
                    .handle((removed, another) -> moved)
                    .thenCompose(failed -> failed));
  }

  private CompletionStage<Optional<Session>> removeOld(
      Session session, Session renamed, int tries) {
    return replacement
        .remove(keyOf(session.id()), loaded(session))
        .thenCompose(
            outcome -> {
              if (outcome instanceof CompareAndSet.Conflict conflict) {
                rebase(session, conflict, tries);
                Session merged = session.withId(renamed.id());
                return write(merged, SetOptions.ifPresent())
                    .thenCompose(
                        written ->
                            written
                                ? removeOld(session, merged, tries + 1)
                                : remove(session).thenApply(removed -> Optional.empty()));
              }
              return outcome instanceof CompareAndSet.Applied
                  ? CompletableFuture.completedStage(Optional.of(renamed))
                  : remove(renamed).thenApply(removed -> Optional.empty());
            });
  }

  private static boolean mayHaveHappened(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RedisTimeoutException || cause instanceof RedisUnreachableException;
  }

  /** One way of writing a record, with its TTL. */
  private interface Write {
    CompletionStage<CompareAndSet.Outcome> run(StoredRecord content, Optional<Duration> remaining);
  }

  private CompletionStage<Boolean> attempt(Session session, int tries, Write write) {
    StoredRecord loaded = session.stored();
    if (loaded != null && !loaded.isWritable()) {
      return CompletableFuture.failedStage(leftAlone(session));
    }
    Instant now = clock.instant();
    lifetime.begin(session, now);
    Optional<TtlWindow> window = ttl.of(session, now);
    if (window.filter(TtlWindow::hasEnded).isPresent()) {
      return remove(session);
    }
    Draft draft = session.draft(now, lifetime.endOf(session));
    StoredRecord content;
    try {
      content = format.write(keyOf(session.id()), draft);
    } catch (UnstorableAttributeException e) {
      session.notWritten(draft);
      return CompletableFuture.failedStage(e);
    }
    Optional<Duration> remaining = window.map(TtlWindow::full);
    CompletionStage<Void> entered =
        remaining
            .map(full -> index.add(session, full))
            .orElseGet(() -> CompletableFuture.completedStage(null));
    return entered
        .thenCompose(done -> write.run(content, remaining))
        .whenComplete(
            (outcome, failure) -> {
              if (outcome instanceof CompareAndSet.Applied) {
                session.written(content);
              } else {
                session.notWritten(draft);
              }
            })
        .thenCompose(
            outcome -> {
              if (outcome instanceof CompareAndSet.Conflict conflict) {
                rebase(session, conflict, tries);
                return update(session, tries + 1);
              }
              return CompletableFuture.completedStage(outcome instanceof CompareAndSet.Applied);
            });
  }

  private void rebase(Session session, CompareAndSet.Conflict conflict, int tries) {
    if (tries >= TRIES) {
      observer.conflictUnresolved();
      throw new SessionConflictException(session.id(), tries);
    }
    observer.conflict();
    session.rebase(format.read(keyOf(session.id()), conflict.found()).stored());
  }

  private static IllegalStateException leftAlone(Session session) {
    return new IllegalStateException(
        "Session "
            + session.id()
            + " is connect-redis-crypto's and can't be changed here: the option onKrupteinRecord is"
            + " LEAVE. With REWRITE it is saved as all others are, and connect-redis-crypto can't"
            + " read it any more");
  }

  private CompletionStage<Boolean> remove(Session session) {
    return commands.delete(List.of(keyOf(session.id()))).thenApply(removed -> removed > 0);
  }

  private static StoredRecord loaded(Session session) {
    return Objects.requireNonNull(session.stored(), "the session is not a new one");
  }

  private String keyOf(SessionId id) {
    return keys.keyOf(id);
  }
}
