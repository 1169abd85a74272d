package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kit bites when the server is sick: each test about that catches what is broken in its way.
 */
@Tag("extended") // minutes of work
class FaultSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(FaultSaboteur saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }
}
