package io.cloakroom.lettuce;

import io.cloakroom.tck.servers.RedisAccess;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class LettuceUnixSocketTest extends LettuceAccessTck {

  @Override
  public RedisAccess access() {
    return RedisAccess.UNIX_SOCKET;
  }
}
