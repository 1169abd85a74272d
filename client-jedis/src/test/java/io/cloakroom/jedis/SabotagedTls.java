package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.port.RedisAccessTck;
import io.cloakroom.tck.servers.RedisAccess;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit over a port over TLS that is broken on purpose; {@link JedisSaboteursTest} runs it. */
class SabotagedTls extends RedisAccessTck {

  @RegisterExtension final Sabotaged sabotaged = new Sabotaged(timeout());

  @Override
  public RedisAccess access() {
    return RedisAccess.TLS;
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return sabotaged.open(redis);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    sabotaged.close(commands);
  }
}
