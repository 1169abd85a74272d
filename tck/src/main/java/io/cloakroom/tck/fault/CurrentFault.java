package io.cloakroom.tck.fault;

import java.time.Duration;

/** The fault that there is now, which the connections of a proxy look at and wait for. */
final class CurrentFault {

  private Fault now = new Fault.None();

  synchronized void become(Fault fault) {
    now = fault;
    notifyAll();
  }

  synchronized Fault now() {
    return now;
  }

  /** The fault that meets what has just arrived, when a delay is over or has given way. */
  synchronized Fault afterDelay() throws InterruptedException {
    long arrival = System.nanoTime();
    while (now instanceof Fault.Delay delay) {
      Duration left = delay.by().minusNanos(System.nanoTime() - arrival);
      if (left.isNegative() || left.isZero()) {
        return new Fault.None();
      }
      wait(left.toMillis(), left.toNanosPart() % 1_000_000);
    }
    Fault met = now;
    if (met instanceof Fault.Cut cut && cut.once()) {
      now = new Fault.None();
    }
    return met;
  }
}
