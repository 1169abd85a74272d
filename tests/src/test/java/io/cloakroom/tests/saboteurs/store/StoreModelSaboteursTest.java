package io.cloakroom.tests.saboteurs.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tests.saboteurs.KitRun;
import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The models of the store catch what no example of a clause is about. */
@Tag("extended") // minutes of work
class StoreModelSaboteursTest {

  private static final Set<String> MODELS =
      Set.of(
          "S50_anySequenceOfVerbsLeavesWhatTheModelSays",
          "S46_anySequenceOfVerbsShowsNothingThatIsToBeEncrypted",
          "S43_damagedRecordsAnywhereOnManyPagesAreWalkedOver",
          "S27_moreSessionsOfAUserThanAnyBatchAreFoundAndEnded");

  @ParameterizedTest
  @EnumSource
  void theKitCatches(StoreModelSaboteur saboteur) {
    KitRun.assertCaughtByOneOf(StoreModelSaboteursTest::isOfAModel, saboteur);
  }

  /** For the figures, on request, since it runs all examples over each saboteur. */
  @Test
  @EnabledIfSystemProperty(named = "cloakroom.saboteurs.share", matches = ".*")
  void theExamplesAloneDoNotCatchAll() {
    assertThat(
            KitRun.caughtByExamples(StoreModelSaboteur.class, StoreModelSaboteursTest::isOfAModel))
        .isLessThan(StoreModelSaboteur.values().length);
  }

  private static boolean isOfAModel(Method test) {
    return MODELS.contains(test.getName());
  }
}
