package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites: whatever is broken in a store on purpose is caught by the clause it breaks. */
@Tag("extended")
class StoreSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(StoreSaboteur saboteur) {
    KitRun.assertCaught(saboteur);
  }
}
