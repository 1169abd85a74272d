package io.cloakroom.mock;

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
