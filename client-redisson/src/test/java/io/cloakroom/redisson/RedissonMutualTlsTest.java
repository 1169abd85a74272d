package io.cloakroom.redisson;

import io.cloakroom.tck.servers.RedisAccess;
import org.junit.jupiter.api.Tag;

@Tag("release") // in each change over Lettuce
class RedissonMutualTlsTest extends RedissonAccessTck {

  @Override
  public RedisAccess access() {
    return RedisAccess.MUTUAL_TLS;
  }
}
