package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import java.net.URI;
import java.time.Duration;

/** Opens a port over bare sockets, for other packages. */
public final class RespPort {

  private RespPort() {}

  public static RedisCommands to(URI redis) {
    return new RespRedisCommands(new RespClient(redis, Duration.ofSeconds(2), ""));
  }
}
