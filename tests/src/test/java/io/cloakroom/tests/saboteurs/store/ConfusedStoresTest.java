package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit catches who takes one thing for another. */
@Tag("extended")
class ConfusedStoresTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(ConfusedStore saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }
}
