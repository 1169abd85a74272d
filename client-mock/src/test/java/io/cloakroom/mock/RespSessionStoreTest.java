package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.SessionStoreTck;
import java.net.URI;

class RespSessionStoreTest extends SessionStoreTck {

  @Override
  protected RedisCommands connect(URI redis) {
    return new RespRedisCommands(new RespClient(redis, timeout(), ""));
  }
}
