package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites: whatever is broken on purpose is caught by the clause that it breaks. */
class PortSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(PortSaboteur saboteur) {
    KitRun.assertCaught(saboteur);
  }
}
