package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites where a store's secrecy is broken on purpose, too. */
class SecrecySaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(SecrecySaboteur saboteur) {
    KitRun.assertCaught(saboteur);
  }
}
