package io.cloakroom.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.port.RedisReplicasTck;
import io.cloakroom.tck.servers.RawRedis;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedissonReplicasTest extends RedisReplicasTck {

  private static final byte[] VALUE = {'v'};

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(clients.open(redis));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectPreferringReplicas(List<URI> servers) {
    return Optional.of(clients.commands(clients.openReplicated(servers)));
  }

  /** Redisson asks both servers for their roles again and again. */
  @Test
  void P22_aClientOfReplicatedServersFindsThePrimaryThatWasPromoted() {
    RedisCommands commands = clients.commands(clients.openReplicated(topology().uris()));
    try {
      topology().failOver("key");
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!isWritten(commands)) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }

      try (RawRedis primary = topology().primary().raw()) {
        assertThat(primary.call("GET", "key")).isEqualTo(VALUE);
      }
    } finally {
      clients.close(commands);
      topology().heal();
    }
  }

  private static boolean isWritten(RedisCommands commands) {
    return commands
        .set("key", VALUE, SetOptions.always())
        .handle((written, failure) -> failure == null)
        .toCompletableFuture()
        .join();
  }
}
