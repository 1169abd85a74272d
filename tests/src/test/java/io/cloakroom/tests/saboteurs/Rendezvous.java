package io.cloakroom.tests.saboteurs;

import java.util.Optional;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings two threads to the same place, so that a race is lost for certain and not by luck. */
public final class Rendezvous {

  private final Exchanger<Object> exchanger = new Exchanger<>();

  /** Waits a little for another thread; whether one came. */
  public boolean await() {
    return exchange(this).isPresent();
  }

  /** Waits a little for another thread, and swaps with it; empty if none came. */
  public Optional<Object> exchange(Object mine) {
    try {
      return Optional.of(exchanger.exchange(mine, 20, TimeUnit.MILLISECONDS));
    } catch (TimeoutException alone) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
