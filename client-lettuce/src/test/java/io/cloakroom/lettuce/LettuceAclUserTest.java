package io.cloakroom.lettuce;

import io.cloakroom.tck.servers.RedisAccess;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class LettuceAclUserTest extends LettuceAccessTck {

  @Override
  public RedisAccess access() {
    return RedisAccess.ACL_USER;
  }
}
