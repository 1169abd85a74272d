package io.cloakroom.micronaut;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tck.servers.RedisServer;
import java.net.URI;
import java.util.Optional;

/** The kit's HTTP clauses in Micronaut, over the in-memory port. */
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
