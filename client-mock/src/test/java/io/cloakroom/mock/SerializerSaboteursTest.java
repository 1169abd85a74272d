package io.cloakroom.mock;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites where a serializer is broken on purpose, too. */
class SerializerSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(SerializerSaboteur saboteur) {
    KitRun.assertCaught(saboteur);
  }
}
