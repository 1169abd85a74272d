package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit catches what goes wrong with records of an unusual size or form. */
@Tag("extended")
class EdgeStoresTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(EdgeStore saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }
}
