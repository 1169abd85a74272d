package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.site.RunningSite;
import java.util.function.BooleanSupplier;

/** What is so soon, but not at once. */
final class Eventually {

  private Eventually() {}

  /** Returns once it is so; fails where it is not for as long as a response may take. */
  static void is(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + RunningSite.TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
