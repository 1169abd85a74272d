package io.cloakroom.mock;

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
