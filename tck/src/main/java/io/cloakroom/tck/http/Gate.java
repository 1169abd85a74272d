package io.cloakroom.tck.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where a handler waits until the test lets it go on, so that no test sleeps. Open to begin with.
 */
final class Gate {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private volatile CountDownLatch arrived = new CountDownLatch(1);
  private volatile CountDownLatch opened = new CountDownLatch(0);

  /** From now on the next handler waits. */
  void shut() {
    arrived = new CountDownLatch(1);
    opened = new CountDownLatch(1);
  }

  /** Returns when a handler stands at the gate. */
  void awaitArrival() {
    await(arrived, "No handler came to the gate");
  }

  /** Lets handlers pass. */
  void open() {
    opened.countDown();
  }

  /** Passes, once the gate is open. */
  void pass() {
    arrived.countDown();
    await(opened, "The test did not open the gate");
  }

  private static void await(CountDownLatch latch, String otherwise) {
    try {
      if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(otherwise + " within " + PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted at the gate", e);
    }
  }
}
