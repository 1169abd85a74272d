package io.cloakroom.micronaut;

import io.cloakroom.lettuce.LettuceCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;
import io.lettuce.core.RedisClient;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** The kit's HTTP clauses in Micronaut, over Lettuce. */
@Tag("extended")
class LettuceSessionTest extends HttpSessionTck {

  private RedisClient client;

  @Override
  protected RedisCommands connect(URI redis) {
    client = RedisClient.create(redis.toString());
    return LettuceCommands.of(client);
  }

  @Override
  protected void disconnect(RedisCommands commands) {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }

  @Override
  protected RunningApplication start(Application application) {
    return KitApplication.start(application);
  }
}
