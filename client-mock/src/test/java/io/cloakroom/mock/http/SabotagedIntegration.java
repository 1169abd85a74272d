package io.cloakroom.mock.http;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.SaboteurParameter;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisServer;
import io.cloakroom.tck.http.Application;
import io.cloakroom.tck.http.HttpCapability;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.RunningApplication;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit over an integration that is broken on purpose; {@link HttpSaboteursTest} runs it. */
class SabotagedIntegration extends HttpSessionTck {

  @RegisterExtension
  final SaboteurParameter<HttpSaboteur> parameter = new SaboteurParameter<>(HttpSaboteur.class);

  private Behaviour behaviour;

  @Override
  protected RunningApplication start(Application application) throws Exception {
    if (behaviour == null) {
      behaviour = parameter.saboteur().behaviour();
    }
    return ReferenceIntegration.start(application, behaviour);
  }

  @Override
  protected RedisCommands connect(URI none) {
    return parameter.saboteur().over(InMemoryRedisCommands.create());
  }

  @Override
  protected Optional<RedisServer> server() {
    return Optional.empty();
  }

  @Override
  protected Set<HttpCapability> notClaimed() {
    return Set.of(HttpCapability.WEB_SOCKETS);
  }
}
