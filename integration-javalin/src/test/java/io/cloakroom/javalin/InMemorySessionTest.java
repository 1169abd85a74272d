package io.cloakroom.javalin;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tck.servers.RedisServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/**
 * The kit's HTTP clauses in Javalin, over the in-memory port. The README's command runs them over
 * Jedis, and over this port in Micronaut.
 */
@Tag("release")
class InMemorySessionTest extends HttpSessionTck {

  @Override
  protected RedisCommands connect(URI none) {
    return InMemoryRedisCommands.create();
  }

  @Override
  protected Optional<RedisServer> server() {
    return Optional.empty();
  }

  @Override
  protected RunningApplication start(Application application) {
    return KitApplication.start(application);
  }
}
