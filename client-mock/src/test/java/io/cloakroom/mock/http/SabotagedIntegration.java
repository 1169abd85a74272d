package io.cloakroom.mock.http;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.RedisServer;
import io.cloakroom.tck.http.Application;
import io.cloakroom.tck.http.HttpCapability;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.RunningApplication;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit over an integration that is broken on purpose; {@link HttpSaboteursTest} runs it. */
class SabotagedIntegration extends HttpSessionTck {

  /** The run's configuration says which saboteur it is. */
  static final String PARAMETER = "cloakroom.http.saboteur";

  @RegisterExtension final Parameter parameter = new Parameter();

  static final class Parameter implements BeforeEachCallback {
    private HttpSaboteur saboteur;
    private Behaviour behaviour;

    @Override
    public void beforeEach(ExtensionContext context) {
      if (saboteur == null) {
        saboteur =
            context.getConfigurationParameter(PARAMETER, HttpSaboteur::valueOf).orElseThrow();
        behaviour = saboteur.behaviour();
      }
    }
  }

  @Override
  protected RunningApplication start(Application application) throws Exception {
    return ReferenceIntegration.start(application, parameter.behaviour);
  }

  @Override
  protected RedisCommands connect(URI none) {
    return parameter.saboteur.over(InMemoryRedisCommands.create());
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
