package io.cloakroom.tests.saboteurs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit catches what has gone wrong in stores elsewhere. */
@Tag("extended")
class FieldStoresTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(FieldStore saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  /** For the figures, on request, since it runs the whole kit over each. */
  @Test
  @EnabledIfSystemProperty(named = "cloakroom.saboteurs.share", matches = ".*")
  void theWholeKitCatchesEach() {
    assertThat(KitRun.caughtByAll(FieldStore.class)).isEqualTo(FieldStore.values().length);
  }
}
