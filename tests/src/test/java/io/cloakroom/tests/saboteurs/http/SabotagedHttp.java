package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.ReferenceIntegration;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The kit over an integration that is broken on purpose.
 *
 * @param <S> the table that the saboteur is in
 */
abstract class SabotagedHttp<S extends Enum<S> & IntegrationSabotage> extends HttpSessionTck {

  @RegisterExtension final SaboteurParameter<S> parameter;

  private Behaviour behaviour;

  SabotagedHttp(Class<S> table) {
    parameter = new SaboteurParameter<>(table);
  }

  @Override
  protected RunningApplication start(Application application) throws Exception {
    if (behaviour == null) {
      behaviour = parameter.saboteur().behaviour();
    }
    return ReferenceIntegration.start(application, behaviour);
  }

  @Override
  protected Set<HttpCapability> notClaimed() {
    return Set.of(HttpCapability.WEB_SOCKETS, HttpCapability.HTTP_2);
  }
}
