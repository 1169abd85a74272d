package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites: whatever is broken on purpose is caught by the clause that it breaks. */
@Tag("extended")
class HttpSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(HttpSaboteur saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }
}
