package io.cloakroom.micronaut;

import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import redis.clients.jedis.RedisClient;

/** The kit's HTTP clauses in Micronaut, over Jedis. */
@Tag("release")
class JedisSessionTest extends HttpSessionTck {

  private RedisClient client;

  @Override
  protected RedisCommands connect(URI redis) {
    client = RedisClient.create(redis.toString());
    return JedisCommands.of(client);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    client.close();
  }

  @Override
  protected RunningApplication start(Application application) {
    return KitApplication.start(application);
  }
}
