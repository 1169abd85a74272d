package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.port.HandedInClient;
import io.cloakroom.tck.port.RedisCommandsTck;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The kit over bare sockets that are broken on purpose.
 *
 * @param <S> the table that says how
 */
abstract class SabotagedServerTck<S extends Enum<S> & PortSabotage> extends RedisCommandsTck {

  @RegisterExtension final SaboteurParameter<S> parameter;

  SabotagedServerTck(Class<S> table) {
    this.parameter = new SaboteurParameter<>(table);
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return sabotaged(client(redis, ""));
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return Optional.of(sabotaged(client(redis, prefix)));
  }

  @Override
  protected Optional<RedisCommands> connectToDatabase(URI redis, int database) {
    return Optional.of(sabotaged(client(redis, "").ofDatabase(database)));
  }

  @Override
  protected List<RedisCommands> connectWithTimeout(URI redis, Duration timeout) {
    return List.of(sabotaged(new RespClient(redis, timeout, "")));
  }

  @Override
  protected Optional<HandedInClient> handIn(URI redis) {
    RespClient client = client(redis, "");
    return Optional.of(new HandedInClient(sabotaged(client), client::works, client::close));
  }

  @Override
  protected Duration timeout() {
    return Duration.ofMillis(500);
  }

  private RespClient client(URI redis, String prefix) {
    return new RespClient(redis, timeout(), prefix);
  }

  private RedisCommands sabotaged(RespClient client) {
    return parameter.saboteur().over(new RespRedisCommands(client), client);
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(Capability.COMPARING_SERVER, Capability.RESTARTED_SCANS);
  }
}
