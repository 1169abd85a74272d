package io.cloakroom.tck.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.servers.Await;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.time.Duration;
import java.util.List;

/**
 * The keys with which {@link EveryMethodCalls} calls each method, in a state that each writing
 * method changes. Who was told that a write failed may have written something else since, or logged
 * out: so no client may carry it out later.
 */
final class FailedWrites {

  /** How long is watched for what should not happen: too short only ever passes too easily. */
  private static final Duration WATCHED = Duration.ofMillis(200);

  private static final Duration QUIET = Duration.ofMillis(100);

  private static final long UNLIMITED = -1;
  private static final long MISSING = -2;

  private final RedisServer server;

  private FailedWrites(RedisServer server) {
    this.server = server;
  }

  /** Puts the keys into their state. */
  static FailedWrites watch(RedisServer server) {
    try (RawRedis raw = server.raw()) {
      for (EveryMethod method : EveryMethod.values()) {
        raw.call("DEL", EveryMethodCalls.key(method));
        if (method != EveryMethod.SET_IF_ABSENT) {
          raw.call("SET", EveryMethodCalls.key(method), EveryMethod.VALUE);
        }
      }
    }
    return new FailedWrites(server);
  }

  /** The same, once the server has carried out what had been sent before the calls failed. */
  static FailedWrites watchOnceQuiet(RedisServer server) {
    CommandStats before;
    do {
      before = CommandStats.of(List.of(server));
      Await.elapsed(QUIET);
    } while (CommandStats.of(List.of(server)).since(before).meant().total() > 0);
    return watch(server);
  }

  /** Sees for a while that nobody changes them. */
  void assertNoneIsCarriedOut() {
    long end = System.nanoTime() + WATCHED.toNanos();
    try (RawRedis raw = server.raw()) {
      do {
        for (EveryMethod method : EveryMethod.values()) {
          assertThat(raw.number("PTTL", EveryMethodCalls.key(method)))
              .as("the TTL of a key (-2 where it is missing) after %s of it had failed", method)
              .isEqualTo(method == EveryMethod.SET_IF_ABSENT ? MISSING : UNLIMITED);
        }
      } while (System.nanoTime() < end);
    }
  }
}
