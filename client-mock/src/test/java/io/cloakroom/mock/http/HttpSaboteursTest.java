package io.cloakroom.mock.http;

import io.cloakroom.mock.KitRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites: whatever is broken on purpose is caught by the clause that it breaks. */
class HttpSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(HttpSaboteur saboteur) {
    KitRun.assertCaught(saboteur);
  }
}
