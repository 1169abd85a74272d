package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisReplicasTck;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The port's clauses on a primary and its replica; {@link ReplicaSaboteursTest} runs it. */
class SabotagedOnReplicas extends RedisReplicasTck {

  @RegisterExtension
  final SaboteurParameter<ReplicaSaboteur> parameter =
      new SaboteurParameter<>(ReplicaSaboteur.class);

  @Override
  protected RedisCommands connect(URI redis) {
    return parameter.saboteur().over(sound(redis));
  }

  @Override
  protected Optional<RedisCommands> connectPreferringReplicas(List<URI> servers) {
    return Optional.of(
        parameter.saboteur().preferring(sound(servers.get(0)), sound(servers.get(1))));
  }

  @Override
  protected Duration timeout() {
    return Duration.ofMillis(500);
  }

  private RedisCommands sound(URI redis) {
    return new RespRedisCommands(new RespClient(redis, timeout(), ""));
  }
}
