package io.cloakroom.tests.reference;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.history.SessionHistoryTck;
import java.net.URI;
import org.junit.jupiter.api.Tag;

/** The third of the classes that an adapter's author runs, so that their time can be measured. */
@Tag("extended")
class RespHistoryTest extends SessionHistoryTck {

  @Override
  protected RedisCommands connect(URI redis) {
    return new RespRedisCommands(new RespClient(redis, timeout(), ""));
  }
}
