package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisSentinelTck;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The kit over a port behind Sentinels that is broken on purpose; {@link JedisSaboteursTest} runs
 * it.
 */
class SabotagedSentinels extends RedisSentinelTck {

  @RegisterExtension final Sabotaged sabotaged = new Sabotaged(timeout());

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
