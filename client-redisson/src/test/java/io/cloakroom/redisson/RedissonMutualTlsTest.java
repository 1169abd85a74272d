package io.cloakroom.redisson;

import io.cloakroom.tck.servers.RedisAccess;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class RedissonMutualTlsTest extends RedissonAccessTck {

  @Override
  public RedisAccess access() {
    return RedisAccess.MUTUAL_TLS;
  }
}
