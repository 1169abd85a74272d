package io.cloakroom.jedis;

import io.cloakroom.tck.servers.RedisAccess;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class JedisMutualTlsTest extends JedisAccessTck {

  @Override
  public RedisAccess access() {
    return RedisAccess.MUTUAL_TLS;
  }
}
