package io.cloakroom.session;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
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
import java.util.concurrent.CompletionStage;

/**
 * Writes sessions such that nothing that another request wrote meanwhile is lost, and nothing that
 * was destroyed comes back: a write of a loaded session happens only while the record is the one
 * that was loaded; otherwise the session takes over what is there, and tries again.
 */
final class SessionSaver {

  private static final int TRIES = 64;

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final SessionTtl ttl;
  private final RecordFormat format;
  private final InstantSource clock;

  SessionSaver(
      RedisCommands commands,
      SessionKeys keys,
      SessionTtl ttl,
      RecordFormat format,
      InstantSource clock) {
    this.commands = commands;
    this.keys = keys;
    this.ttl = ttl;
    this.format = format;
    this.clock = clock;
  }

  /** Writes without looking at what is there, under the given condition. */
  CompletionStage<Boolean> write(Session session, SetOptions condition) {
    return attempt(
        session,
        1,
        (record, remaining) ->
            commands
                .set(
                    keyOf(session.id()),
                    record.bytes(),
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
        (record, remaining) ->
            CompareAndSet.run(
                commands, keyOf(session.id()), loaded(session).bytes(), record.bytes(), remaining));
  }

  /** Writes under a new id, then removes the record that was loaded. */
  CompletionStage<Optional<Session>> regenerate(Session session, SessionId newId) {
    Session renamed = session.withId(newId);
    return write(renamed, SetOptions.ifAbsent())
        .thenCompose(
            written -> {
              if (!written) {
                throw new IllegalStateException("The new session id " + newId + " is in use");
              }
              return session.isNew()
                  ? CompletableFuture.completedStage(Optional.of(renamed))
                  : removeOld(session, renamed, 1);
            });
  }

  private CompletionStage<Optional<Session>> removeOld(
      Session session, Session renamed, int tries) {
    return CompareAndSet.delete(commands, keyOf(session.id()), loaded(session).bytes())
        .thenCompose(
            outcome -> {
              if (outcome instanceof CompareAndSet.Conflict conflict) {
                rebase(session, conflict, tries);
                Session merged = session.withId(renamed.id());
                return write(merged, SetOptions.always())
                    .thenCompose(written -> removeOld(session, merged, tries + 1));
              }
              return outcome instanceof CompareAndSet.Applied
                  ? CompletableFuture.completedStage(Optional.of(renamed))
                  : remove(renamed).thenApply(gone -> Optional.empty());
            });
  }

  /** One way of writing a record, with its TTL. */
  private interface Write {
    CompletionStage<CompareAndSet.Outcome> run(StoredRecord content, Optional<Duration> remaining);
  }

  private CompletionStage<Boolean> attempt(Session session, int tries, Write write) {
    Instant now = clock.instant();
    Optional<Duration> remaining = ttl.of(session, now);
    if (remaining.filter(left -> left.isZero() || left.isNegative()).isPresent()) {
      return remove(session);
    }
    Draft draft = session.draft(now);
    StoredRecord content;
    try {
      content = format.write(keyOf(session.id()), draft);
    } catch (UnstorableAttributeException e) {
      session.notWritten(draft);
      return CompletableFuture.failedStage(e);
    }
    return write
        .run(content, remaining)
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
      throw new SessionConflictException(session.id(), tries);
    }
    session.rebase(format.read(keyOf(session.id()), conflict.found()).stored());
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
