package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit catches who forgets what was before. */
@Tag("extended")
class ForgetfulStoresTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(ForgetfulStore saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }
}
