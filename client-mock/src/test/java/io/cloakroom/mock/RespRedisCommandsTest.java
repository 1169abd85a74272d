package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.HandedInClient;
import io.cloakroom.tck.RedisCommandsTck;
import java.net.URI;
import java.util.Optional;

/** The kit on a real server, through a client that we don't ship. */
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
  protected Optional<HandedInClient> handIn(URI redis) {
    RespClient client = new RespClient(redis, timeout(), "");
    return Optional.of(
        new HandedInClient(new RespRedisCommands(client), client::works, client::close));
  }
}
