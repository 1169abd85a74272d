package io.cloakroom.jedis;

import io.cloakroom.tck.servers.RedisAccess;
import org.junit.jupiter.api.Tag;

@Tag("release") // in each change over Lettuce
class JedisMutualTlsTest extends JedisAccessTck {

  @Override
  public RedisAccess access() {
    return RedisAccess.MUTUAL_TLS;
  }
}
