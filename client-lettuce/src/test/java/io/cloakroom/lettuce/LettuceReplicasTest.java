package io.cloakroom.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.port.RedisReplicasTck;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class LettuceReplicasTest extends RedisReplicasTck {

  private static final byte[] VALUE = {'v'};

  private final KitClients clients = new KitClients(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return clients.commands(redis, client -> LettuceCommands.of(client, timeout()));
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    clients.close(commands);
  }

  @Override
  protected Optional<RedisCommands> connectPreferringReplicas(List<URI> servers) {
    return Optional.of(clients.commandsPreferringReplicas(servers));
  }

  /** Lettuce finds the roles out when it connects; whom it took for the primary stays that. */
  @Test
  void P22_aConnectionToBothServersTakesNoWritesToAPrimaryThatWasDemoted() {
    RedisCommands before = clients.commandsPreferringReplicas(topology().uris());
    try {
      topology().failOver("key");
      assertThat(before.set("key", VALUE, SetOptions.always()))
          .failsWithin(timeout())
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(RedisUnreachableException.class)
          .withMessageContaining("READONLY");

      RedisCommands second = clients.commandsPreferringReplicas(topology().uris());
      assertThat(second.set("key", VALUE, SetOptions.always())).succeedsWithin(timeout());
      clients.close(second);
    } finally {
      clients.close(before);
      topology().heal();
    }
  }
}
