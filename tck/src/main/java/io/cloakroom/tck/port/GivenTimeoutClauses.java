package io.cloakroom.tck.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** P19, of a timeout that is not the one that an adapter takes by itself. */
interface GivenTimeoutClauses extends PortClauses {

  String UNHURRIED = "answered in time";

  @Test
  default void P19_aPortKeepsToTheTimeoutThatItIsGiven() throws Exception {
    port().needsServerOfItsOwn();
    Duration usual = port().timeout();
    List<RedisCommands> opened = new ArrayList<>();
    try (RedisServer server = RedisServers.start();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      List<RedisCommands> hasty = opened(proxy.uri(), usual.dividedBy(4), opened);
      List<RedisCommands> patient = opened(proxy.uri(), usual.multipliedBy(2), opened);
      opened.forEach(commands -> Recovery.await(commands, usual));
      proxy.slow(usual.multipliedBy(5).dividedBy(4));

      List<CompletableFuture<String>> late =
          patient.stream().map(each -> EveryMethodCalls.onItsThread(() -> outcome(each))).toList();
      for (RedisCommands commands : hasty) {
        long start = System.nanoTime();
        assertThat(outcome(commands)).isNotEqualTo(UNHURRIED);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .as("the time that a call took which had %s", usual.dividedBy(4))
            .isLessThan(usual);
      }
      assertThat(late)
          .as("answers after %s, where a call may take twice %s", "five quarters", usual)
          .allSatisfy(each -> assertThat(each.join()).isEqualTo(UNHURRIED));
      proxy.pass();
    } finally {
      for (RedisCommands commands : opened) {
        port().client().disconnect(commands);
      }
    }
  }

  private List<RedisCommands> opened(URI redis, Duration timeout, List<RedisCommands> all) {
    List<RedisCommands> ports = port().hooks().connectWithTimeout(redis, timeout);
    if (ports.isEmpty()) {
      throw Capability.TIMEOUTS.notClaimed();
    }
    all.addAll(ports);
    return ports;
  }

  private String outcome(RedisCommands commands) {
    try {
      StageResults.answer(commands.get("key"), port().timeout().multipliedBy(2));
      return UNHURRIED;
    } catch (RedisCommandException failure) {
      return failure.toString();
    }
  }
}
