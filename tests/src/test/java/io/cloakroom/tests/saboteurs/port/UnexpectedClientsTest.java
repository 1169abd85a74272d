package io.cloakroom.tests.saboteurs.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tests.saboteurs.KitRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit catches what was invented without a look at its clauses. */
@Tag("extended")
class UnexpectedClientsTest {

  @ParameterizedTest
  @MethodSource("first")
  void theKitCatches(UnexpectedClient saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  /** As many again, which take minutes. */
  @ParameterizedTest
  @MethodSource("second")
  void theKitCatchesThoseOfTheSecondRound(UnexpectedClient saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  static Stream<UnexpectedClient> first() {
    return Stream.of(UnexpectedClient.values()).filter(each -> !isOfTheSecondRound(each));
  }

  static Stream<UnexpectedClient> second() {
    return Stream.of(UnexpectedClient.values()).filter(UnexpectedClientsTest::isOfTheSecondRound);
  }

  private static boolean isOfTheSecondRound(UnexpectedClient saboteur) {
    return saboteur.compareTo(UnexpectedClient.READS_ARGUMENTS_LATER) >= 0;
  }

  /** For the figures, on request, since it runs the whole kit over each. */
  @Test
  @EnabledIfSystemProperty(named = "cloakroom.saboteurs.share", matches = ".*")
  void theWholeKitCatchesEach() {
    assertThat(KitRun.caughtByAll(UnexpectedClient.class))
        .isEqualTo(UnexpectedClient.values().length);
  }
}
