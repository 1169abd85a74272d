package io.cloakroom.tests.saboteurs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tests.saboteurs.KitRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit catches what was invented without a look at its clauses. */
class UnexpectedStoresTest {

  @ParameterizedTest
  @MethodSource("first")
  void theKitCatches(UnexpectedStore saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  /** As many again, which take minutes. */
  @Tag("extended")
  @ParameterizedTest
  @MethodSource("second")
  void theKitCatchesThoseOfTheSecondRound(UnexpectedStore saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  static Stream<UnexpectedStore> first() {
    return Stream.of(UnexpectedStore.values()).filter(each -> !isOfTheSecondRound(each));
  }

  static Stream<UnexpectedStore> second() {
    return Stream.of(UnexpectedStore.values()).filter(UnexpectedStoresTest::isOfTheSecondRound);
  }

  private static boolean isOfTheSecondRound(UnexpectedStore saboteur) {
    return saboteur.compareTo(UnexpectedStore.HIDES_WHAT_OTHERS_STORED) >= 0;
  }

  /** For the figures, on request, since it runs the whole kit over each. */
  @Test
  @EnabledIfSystemProperty(named = "cloakroom.saboteurs.share", matches = ".*")
  void theWholeKitCatchesEach() {
    assertThat(KitRun.caughtByAll(UnexpectedStore.class))
        .isEqualTo(UnexpectedStore.values().length);
  }
}
