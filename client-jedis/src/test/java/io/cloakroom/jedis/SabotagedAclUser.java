package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisAccessTck;
import io.cloakroom.tck.servers.RedisAccess;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The kit over an ACL user's port that is broken on purpose; {@link JedisSaboteursTest} runs it.
 */
class SabotagedAclUser extends RedisAccessTck {

  @RegisterExtension final Sabotaged sabotaged = new Sabotaged(timeout());

  @Override
  public RedisAccess access() {
    return RedisAccess.ACL_USER;
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return sabotaged.open(redis);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    sabotaged.close(commands);
  }

  @Override
  protected Duration timeout() {
    return Sabotaged.TIMEOUT;
  }
}
