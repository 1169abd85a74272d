package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisCommandsTck;
import java.net.URI;

/** The kit on a real server, through a client that we don't ship. */
class RespRedisCommandsTest extends RedisCommandsTck {

  @Override
  protected RedisCommands connect(URI redis) {
    return new RespRedisCommands(redis, timeout());
  }
}
