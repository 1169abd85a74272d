package io.cloakroom.tests.reference;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.port.HandedInClient;
import io.cloakroom.tck.port.RedisCommandsTck;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** The kit on a real server, through a client that we don't ship. */
@Tag("extended")
class RespRedisCommandsTest extends RedisCommandsTck {

  @Override
  protected RedisCommands connect(URI redis) {
    return new RespRedisCommands(new RespClient(redis, timeout(), ""));
  }

  @Override
  protected Optional<RedisCommands> connectWithPrefix(URI redis, String prefix) {
    return Optional.of(new RespRedisCommands(new RespClient(redis, timeout(), prefix)));
  }

  @Override
  protected List<RedisCommands> connectWithTimeout(URI redis, Duration timeout) {
    return List.of(new RespRedisCommands(new RespClient(redis, timeout, "")));
  }

  @Override
  protected Optional<HandedInClient> handIn(URI redis) {
    RespClient client = new RespClient(redis, timeout(), "");
    return Optional.of(
        new HandedInClient(new RespRedisCommands(client), client::works, client::close));
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(Capability.COMPARING_SERVER, Capability.RESTARTED_SCANS);
  }
}
