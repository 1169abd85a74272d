package io.cloakroom.micronaut;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redisson.RedissonCommands;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** The kit's HTTP clauses in Micronaut, over Redisson. */
@Tag("release")
class RedissonSessionTest extends HttpSessionTck {

  private RedissonClient client;

  @Override
  protected RedisCommands connect(URI redis) {
    Config config = new Config();
    config.useSingleServer().setAddress(redis.toString());
    client = Redisson.create(config);
    return RedissonCommands.of(client);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    client.shutdown();
  }

  @Override
  protected RunningApplication start(Application application) {
    return KitApplication.start(application);
  }
}
