package io.cloakroom.tck.store.fault;

import io.cloakroom.session.StoreObserver;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a store tells of conflicts. */
public final class CountingObserver implements StoreObserver {

  private final AtomicInteger conflicts = new AtomicInteger();
  private final AtomicInteger unresolved = new AtomicInteger();

  @Override
  public void conflict() {
    conflicts.incrementAndGet();
  }

  @Override
  public void conflictUnresolved() {
    unresolved.incrementAndGet();
  }

  public int conflicts() {
    return conflicts.get();
  }

  public int unresolved() {
    return unresolved.get();
  }
}
