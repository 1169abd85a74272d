package io.cloakroom.tests.saboteurs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakroom.tck.express.ExpressPeers;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tests.saboteurs.KitRun;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** H27 bites, where there is an Express to share sessions with. */
class ExpressSaboteursTest {

  /**
   * What an integration of ours can't break: dates are Express's own, and so is its overwriting.
   */
  private static final Set<String> OF_EXPRESS =
      Set.of("H27_aDateIsItsTextInIso8601", "H27_expressOverwritesWhatItDidNotSee");

  @ParameterizedTest
  @EnumSource
  void theKitCatches(ExpressSaboteur saboteur) {
    assumeTrue(
        System.getProperty(ExpressPeers.PROPERTY) != null,
        "Not claimed: no Express was given, by -D" + ExpressPeers.PROPERTY);

    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  @Test
  void everyTestOfTheClauseHasASaboteur() {
    Set<String> broken =
        Stream.concat(
                Arrays.stream(ExpressSaboteur.values()).map(ExpressSaboteur::test),
                OF_EXPRESS.stream())
            .collect(Collectors.toSet());

    assertThat(broken)
        .isEqualTo(
            Arrays.stream(HttpSessionTck.class.getMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("H27_"))
                .collect(Collectors.toSet()));
  }
}
