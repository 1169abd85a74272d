package io.cloakroom.mock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Safe for use by many threads. */
public final class MovableClock implements InstantSource {

  private volatile Instant now;

  private MovableClock(Instant start) {
    this.now = start;
  }

  /** Returns a clock that shows the given time. */
  public static MovableClock at(Instant start) {
    return new MovableClock(start);
  }

  /** Returns a clock that shows the present time until it is moved. */
  public static MovableClock atNow() {
    return at(Instant.now());
  }

  /**
   * Moves the clock forward.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public synchronized void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("duration must not be negative: " + duration);
    }
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
