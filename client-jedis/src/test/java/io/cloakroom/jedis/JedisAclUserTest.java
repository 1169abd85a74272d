package io.cloakroom.jedis;

import io.cloakroom.tck.servers.RedisAccess;
import org.junit.jupiter.api.Tag;

@Tag("release") // in each change over Lettuce
class JedisAclUserTest extends JedisAccessTck {

  @Override
  public RedisAccess access() {
    return RedisAccess.ACL_USER;
  }
}
