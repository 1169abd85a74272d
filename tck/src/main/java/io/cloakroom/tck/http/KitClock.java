package io.cloakroom.tck.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, put forward. What it says concerns cookies only: Redis has its own. */
final class KitClock implements InstantSource {

  private volatile Duration ahead = Duration.ZERO;

  void putForward(Duration duration) {
    ahead = ahead.plus(duration);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }
}
