package io.cloakroom.mock;

import io.cloakroom.tck.servers.StandInRedis;
import java.util.Map;

/** The other side of the in-memory port, whose clock is moved instead of waited for. */
final class InMemoryRedis {

  private static final Map<String, String> DIFFERENCES =
      Map.of(
          "P15", "the keys come in alphabetical order, and none of them twice.",
          "P17", "its scripts are written in Java: no server can forget them.",
          "P18",
              "it refuses keys of another type and nothing else; it is never slow and never away.",
          "P19", "it is never away.",
          "P21", "each stage is complete when it is returned, so that there is nothing to cancel.");

  private InMemoryRedis() {}

  static StandInRedis start() {
    MovableClock clock = MovableClock.atNow();
    InMemoryRedisCommands commands = InMemoryRedisCommands.with(clock);
    return new StandInRedis(
        commands,
        commands::putForeign,
        clock::advance,
        "the in-memory client, whose clock is moved instead of waited for",
        DIFFERENCES);
  }
}
