package io.cloakroom.mock;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites: whatever is broken on purpose is caught by the clause that it breaks. */
class SaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(Saboteur saboteur) {
    KitRun.assertCaught(saboteur);
  }
}
