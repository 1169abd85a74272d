package io.cloakroom.tests.saboteurs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tests.saboteurs.KitRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit catches what was invented without a look at its clauses. */
@Tag("extended")
class UnexpectedIntegrationsTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(UnexpectedIntegration saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  /** For the figures, on request, since it runs the whole kit over each. */
  @Test
  @EnabledIfSystemProperty(named = "cloakroom.saboteurs.share", matches = ".*")
  void theWholeKitCatchesEach() {
    assertThat(KitRun.caughtByAll(UnexpectedIntegration.class))
        .isEqualTo(UnexpectedIntegration.values().length);
  }
}
