package io.cloakroom.session;

import io.cloakroom.async.AsyncLoop;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.writing.Lifetime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds sessions by their ids. */
final class SessionLookups {

  private final RedisCommands commands;
  private final SessionKeys keys;
  private final Lifetime lifetime;
  private final SessionReader reader;
  private final SessionToucher toucher;
  private final SessionSaver saver;

  SessionLookups(
      StoreContext context, SessionReader reader, SessionToucher toucher, SessionSaver saver) {
    this.commands = context.commands();
    this.keys = context.keys();
    this.lifetime = context.lifetime();
    this.reader = reader;
    this.toucher = toucher;
    this.saver = saver;
  }

  /** Finds a session and leaves its TTL as it is, but notes when it will have ended. */
  CompletionStage<Lookup> findWithEnd(SessionId id) {
    return AsyncLoop.start(() -> toucher.look(id))
        .thenCompose(found -> unlessOver(found, () -> findWithEnd(id)));
  }

  /** Finds a session and leaves its TTL as it is. */
  CompletionStage<Lookup> find(SessionId id) {
    return reader
        .orUnreadable(
            id,
            AsyncLoop.start(() -> commands.get(keys.keyOf(id)))
                .thenApply(
                    found ->
                        found.map(bytes -> reader.read(id, bytes)).orElseGet(Lookup.Missing::new)))
        .thenCompose(found -> unlessOver(found, () -> find(id)));
  }

  private CompletionStage<Lookup> unlessOver(
      Lookup found, Supplier<CompletionStage<Lookup>> again) {
    return found.found().filter(reader::isOver).isPresent()
        ? toucher.removed(found.found().orElseThrow(), again)
        : CompletableFuture.completedStage(found);
  }

  /**
   * Finds a session and resets its TTL.
   *
   * @param asking whether to find out when it was last used
   */
  CompletionStage<Lookup> findAndTouch(SessionId id, @Nullable Duration maxAge, boolean asking) {
    return AsyncLoop.start(() -> toucher.read(id, maxAge, asking)).thenCompose(this::withEnd);
  }

  /** Gives a session that is older than the limit to its lifetime an end when it is used. */
  private CompletionStage<Lookup> withEnd(Lookup found) {
    return found
        .found()
        .filter(
            session -> lifetime.isUnknownOf(session.content()) && session.content().isWritable())
        .<CompletionStage<Lookup>>map(
            older ->
                saver
                    .update(older, false)
                    .thenApply(outcome -> outcome.isAlive() ? found : new Lookup.Missing()))
        .orElseGet(() -> CompletableFuture.completedStage(found));
  }
}
