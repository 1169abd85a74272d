package io.cloakroom.lettuce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.event.command.CommandListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A firewall that has forgotten a connection drops what goes over it, and tells nobody. */
class SilentConnectionTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** The first of them has the connection closed, over which the others were sent as well. */
  @Test
  void P18_commandsThatWereSentTogetherAreAllTimeouts() {
    KitClients clients = new KitClients(TIMEOUT);
    try (RedisServer server = RedisServers.start();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      RedisCommands commands =
          clients.commands(proxy.uri(), client -> LettuceCommands.of(client, TIMEOUT));
      try {
        answersWithin(TIMEOUT.multipliedBy(20), commands);
        proxy.stall();

        List<CompletableFuture<?>> together =
            IntStream.range(0, 50)
                .<CompletableFuture<?>>mapToObj(i -> commands.get("k" + i).toCompletableFuture())
                .toList();

        assertThat(together)
            .allSatisfy(
                call ->
                    assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(call::join)
                        .withCauseInstanceOf(RedisTimeoutException.class));
      } finally {
        clients.close(commands);
      }
    }
  }

  /** As tracing, logging and metrics add one. */
  @Test
  void P24_aConnectionWhoseCommandsAreListenedToIsLeftToo() {
    try (RedisServer server = RedisServers.start();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      RedisClient client = new KitClients(TIMEOUT).open(proxy.uri());
      client.addListener(new CommandListener() {});
      try (LettuceCommands commands = LettuceCommands.of(client, TIMEOUT)) {
        answersWithin(TIMEOUT.multipliedBy(20), commands);

        proxy.freezeConnections();

        answersWithin(TIMEOUT.multipliedBy(4), commands);
      } finally {
        KitClients.shutDown(client);
      }
    }
  }

  private static void answersWithin(Duration time, RedisCommands commands) {
    long start = System.nanoTime();
    while (!answers(commands)) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(time);
    }
  }

  private static boolean answers(RedisCommands commands) {
    try {
      return commands.get("k").toCompletableFuture().join().isEmpty();
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(RedisCommandException.class);
      return false;
    }
  }
}
