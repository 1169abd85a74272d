package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit catches what goes wrong only where something else comes in. */
@Tag("extended")
class InterplayStoresTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(InterplayStore saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }
}
