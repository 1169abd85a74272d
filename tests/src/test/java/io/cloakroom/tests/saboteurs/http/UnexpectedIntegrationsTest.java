package io.cloakroom.tests.saboteurs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tests.saboteurs.KitRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit catches what was invented without a look at its clauses. */
class UnexpectedIntegrationsTest {

  @ParameterizedTest
  @MethodSource("first")
  void theKitCatches(UnexpectedIntegration saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  /** As many again, which take minutes. */
  @Tag("extended")
  @ParameterizedTest
  @MethodSource("second")
  void theKitCatchesThoseOfTheSecondRound(UnexpectedIntegration saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  static Stream<UnexpectedIntegration> first() {
    return Stream.of(UnexpectedIntegration.values()).filter(each -> !isOfTheSecondRound(each));
  }

  static Stream<UnexpectedIntegration> second() {
    return Stream.of(UnexpectedIntegration.values())
        .filter(UnexpectedIntegrationsTest::isOfTheSecondRound);
  }

  private static boolean isOfTheSecondRound(UnexpectedIntegration saboteur) {
    return saboteur.compareTo(UnexpectedIntegration.SAVES_NOTHING_OF_HEAD) >= 0;
  }

  /** For the figures, on request, since it runs the whole kit over each. */
  @Test
  @EnabledIfSystemProperty(named = "cloakroom.saboteurs.share", matches = ".*")
  void theWholeKitCatchesEach() {
    assertThat(KitRun.caughtByAll(UnexpectedIntegration.class))
        .isEqualTo(UnexpectedIntegration.values().length);
  }
}
