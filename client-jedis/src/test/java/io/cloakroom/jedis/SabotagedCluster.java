package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisClusterTck;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The kit over a port to a cluster that is broken on purpose; {@link JedisSaboteursTest} runs it.
 */
class SabotagedCluster extends RedisClusterTck {

  @RegisterExtension final Sabotaged sabotaged = new Sabotaged(timeout());

  @Override
  protected RedisCommands connect(URI redis) {
    return sabotaged.open(redis);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    sabotaged.close(commands);
  }
}
