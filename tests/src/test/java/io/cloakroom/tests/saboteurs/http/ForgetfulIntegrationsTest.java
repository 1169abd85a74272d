package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit catches what goes wrong where nobody asks for a session. */
@Tag("extended")
class ForgetfulIntegrationsTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(ForgetfulIntegration saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }
}
