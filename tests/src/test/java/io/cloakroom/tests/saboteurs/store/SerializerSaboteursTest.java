package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites where a serializer is broken on purpose, too. */
@Tag("extended")
class SerializerSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(SerializerSaboteur saboteur) {
    KitRun.assertCaught(saboteur);
  }
}
