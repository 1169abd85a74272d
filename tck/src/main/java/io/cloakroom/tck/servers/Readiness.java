package io.cloakroom.tck.servers;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a server to come up. */
final class Readiness {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Readiness() {}

  /**
   * Returns when the server answers commands.
   *
   * @return false if it never did, or ended before
   */
  static boolean await(URI uri, BooleanSupplier alive) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline && alive.getAsBoolean()) {
      if (answers(uri)) {
        return true;
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    return false;
  }

  private static boolean answers(URI uri) {
    try (RawRedis redis = RawRedis.connect(uri)) {
      return redis.text("PING").equals("PONG");
    } catch (UncheckedIOException | RawRedis.ErrorReply notYet) {
      return false;
    }
  }
}
