package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit on a primary and its replica bites. */
class ReplicaSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(ReplicaSaboteur saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }
}
