package io.cloakroom.mock;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites: whatever is broken in a store on purpose is caught by the clause it breaks. */
class StoreSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(StoreSaboteur saboteur) {
    KitRun.assertCaught(saboteur);
  }
}
