package io.cloakroom.tests.saboteurs.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tests.saboteurs.KitRun;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The models of the port catch what no example of a clause is about. */
@Tag("extended") // minutes of work
class ModelSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(ModelSaboteur saboteur) {
    KitRun.assertCaughtByOneOf(ModelSaboteursTest::isOfAModel, saboteur);
  }

  /** For the figures, on request, since it runs all examples over each saboteur. */
  @Test
  @EnabledIfSystemProperty(named = "cloakroom.saboteurs.share", matches = ".*")
  void theExamplesAloneDoNotCatchMostOfThem() {
    assertThat(KitRun.caughtByExamples(ModelSaboteur.class, ModelSaboteursTest::isOfAModel))
        .isLessThan(ModelSaboteur.values().length / 2);
  }

  private static boolean isOfAModel(Method test) {
    return (test.getName().startsWith("P25_") || test.getName().startsWith("P27_"))
        && !test.getName().contains("Database");
  }
}
