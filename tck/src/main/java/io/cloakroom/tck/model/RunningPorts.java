package io.cloakroom.tck.model;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.report.ClauseViolation;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The ports that a sequence of calls goes through, all over one Redis, and the kit's own view of
 * it.
 *
 * @param ports two of them, or more
 */
public record RunningPorts(List<RedisCommands> ports, RedisUnderTest redis, Duration timeout) {

  public RunningPorts {
    ports = List.copyOf(ports);
  }

  /**
   * Carries out the steps, and looks at each answer.
   *
   * @throws ClauseViolation if one of them is not what Redis answers
   */
  public void run(Sequence<Step> sequence) {
    sequence.run(() -> new PortRun(this));
  }

  /** A connection of the kit's own, where there is a single server. */
  Optional<RawRedis> raw() {
    return redis.server().map(RedisServer::raw);
  }

  /** Whether time is moved rather than waited for. */
  boolean isStandIn() {
    return redis.servers().isEmpty();
  }
}
