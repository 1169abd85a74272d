package io.cloakroom.tck.store.model;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.store.fault.WriteInterceptor;
import io.cloakroom.tck.store.model.StoreStep.Meanwhile;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What another server does to a session while it is being saved, ahead of each command that writes.
 */
final class StoreMeanwhile {

  private final StoreModelWorld world;
  private int acts;

  StoreMeanwhile(StoreModelWorld world) {
    this.world = world;
  }

  /** Whether another server did something during the last save. */
  boolean acted() {
    return acts > 0;
  }

  /** Saves a session through a server of its own, while another one acts. */
  SaveOutcome during(
      int holder,
      int number,
      List<Meanwhile> deeds,
      Function<BlockingSessionStore, SaveOutcome> save) {
    acts = 0;
    if (deeds.isEmpty()) {
      return save.apply(world.store(holder));
    }
    Queue<Meanwhile> left = new ArrayDeque<>(deeds);
    BlockingSessionStore another = world.open();
    WriteInterceptor between =
        new WriteInterceptor(world.watch(), () -> next(left, number, another));
    BlockingSessionStore disturbed =
        world
            .kit()
            .store(
                between,
                options -> world.form().applyTo(options.prefix(world.prefix()), world.rotations()));
    return save.apply(disturbed);
  }

  /** On a thread of its own: a client's must not wait. */
  private CompletionStage<?> next(Queue<Meanwhile> left, int number, BlockingSessionStore another) {
    Meanwhile deed = left.poll();
    if (deed == null) {
      return CompletableFuture.completedStage(null);
    }
    acts++;
    CompletableFuture<Void> done = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                act(deed, number, another);
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            })
        .start();
    return done;
  }

  private void act(Meanwhile deed, int number, BlockingSessionStore another) {
    Optional<Session> found = another.get(world.id(number));
    ModelSession there = world.model.get(number);
    if (found.isEmpty() || there == null || !there.isReadable()) {
      return;
    }
    ModelHolder holder = ModelHolder.loaded(found.get(), number, there);
    switch (deed.deed()) {
      case PUT, SET -> holder.put(deed.name(), "by another " + deed.number());
      case REMOVE -> holder.remove(deed.name());
      case COUNT -> holder.count("count", deed.number());
      default -> {}
    }
    switch (deed.deed()) {
      case PUT, REMOVE, COUNT -> saved(holder, another.update(holder.session()));
      case SET -> saved(holder, another.set(holder.session()));
      case TOUCH -> {
        another.touch(holder.session());
        world.model.put(number, there.expiringAfter(there.facts().ttl(), world.stepBegan()));
      }
      case DESTROY -> {
        another.destroy(world.id(number));
        world.model.remove(number);
      }
      case RENAME -> {
        int other = deed.newSession();
        if (another.regenerate(holder.session(), world.id(other)) == SaveOutcome.SAVED) {
          world.retire(number);
          world.write(holder, other);
        }
      }
    }
  }

  private void saved(ModelHolder holder, SaveOutcome outcome) {
    if (outcome == SaveOutcome.SAVED) {
      world.write(holder, holder.number());
    }
  }
}
