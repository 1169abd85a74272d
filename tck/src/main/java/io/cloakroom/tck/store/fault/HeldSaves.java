package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Holds saves until all that are expected stand there, does something, and lets them go on. */
public final class HeldSaves {

  private final AtomicInteger missing;
  private final CompletableFuture<Void> allHere = new CompletableFuture<>();
  private final CompletableFuture<Void> opened;

  public HeldSaves(int saves, Runnable meanwhile) {
    this.missing = new AtomicInteger(saves);
    this.opened = allHere.thenRunAsync(meanwhile);
  }

  /**
   * Lets a save go as far as the gate. One that ends before it gets there is not waited for.
   *
   * @param write which of its writes is held, beginning with 1
   */
  public <T> CompletionStage<T> hold(
      int write, RedisCommands commands, Function<RedisCommands, CompletionStage<T>> save) {
    AtomicBoolean here = new AtomicBoolean();
    AtomicInteger writes = new AtomicInteger();
    RedisCommands held =
        new WriteInterceptor(
            commands,
            () ->
                writes.incrementAndGet() == write
                    ? pass(here)
                    : CompletableFuture.completedFuture(null));
    return save.apply(held).whenComplete((answer, failure) -> arrive(here));
  }

  /** Each goes on by itself: a client that blocks must not hold up the others. */
  private CompletionStage<?> pass(AtomicBoolean here) {
    arrive(here);
    return opened.thenRunAsync(() -> {});
  }

  private void arrive(AtomicBoolean here) {
    if (here.compareAndSet(false, true) && missing.decrementAndGet() == 0) {
      allHere.complete(null);
    }
  }
}
