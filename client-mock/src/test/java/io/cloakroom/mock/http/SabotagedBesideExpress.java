package io.cloakroom.mock.http;

import io.cloakroom.mock.RespRedisCommands;
import io.cloakroom.mock.SaboteurParameter;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.Application;
import io.cloakroom.tck.http.HttpCapability;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.RunningApplication;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The kit over an integration that is broken on purpose, on the Redis of real Express servers;
 * {@link ExpressSaboteursTest} runs it.
 */
class SabotagedBesideExpress extends HttpSessionTck {

  @RegisterExtension
  final SaboteurParameter<ExpressSaboteur> parameter =
      new SaboteurParameter<>(ExpressSaboteur.class);

  private Behaviour behaviour;

  @Override
  protected RunningApplication start(Application application) throws Exception {
    if (behaviour == null) {
      behaviour = parameter.saboteur().behaviour();
    }
    return ReferenceIntegration.start(application, behaviour);
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return parameter.saboteur().over(RespRedisCommands.to(redis));
  }

  @Override
  protected Set<HttpCapability> notClaimed() {
    return Set.of(HttpCapability.WEB_SOCKETS);
  }
}
