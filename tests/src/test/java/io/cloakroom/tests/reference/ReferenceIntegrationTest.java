package io.cloakroom.tests.reference;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tck.servers.RedisServer;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** The kit over the least integration that there can be, which holds what it claims. */
@Tag("extended")
public class ReferenceIntegrationTest extends HttpSessionTck {

  @Override
  protected RunningApplication start(Application application) throws Exception {
    return ReferenceIntegration.start(application, new Behaviour());
  }

  @Override
  protected RedisCommands connect(URI none) {
    return InMemoryRedisCommands.create();
  }

  @Override
  protected Optional<RedisServer> server() {
    return Optional.empty();
  }

  @Override
  protected Set<HttpCapability> notClaimed() {
    return Set.of(HttpCapability.WEB_SOCKETS, HttpCapability.HTTP_2);
  }
}
