package io.cloakroom.tests.reference;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.tck.servers.StandInRedis;
import java.util.Map;

/** The other side of the in-memory port, whose clock is moved instead of waited for. */
public final class InMemoryRedis {

  private InMemoryRedis() {}

  public static StandInRedis start() {
    MovableClock clock = MovableClock.atNow();
    InMemoryRedisCommands commands = InMemoryRedisCommands.with(clock);
    return new StandInRedis(
        commands,
        commands::putForeign,
        clock::advance,
        "the in-memory client",
        Map.of("P15", "the keys come in alphabetical order, and none of them twice."));
  }
}
