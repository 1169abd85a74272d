package io.cloakroom.tests.saboteurs.port;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.port.RedisCommandsTck;
import io.cloakroom.tests.saboteurs.KitRun;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kit bites when the server is sick: each test about that catches what is broken in its way.
 */
@Tag("extended") // minutes of work
class FaultSaboteursTest {

  private static final Set<String> FAULTS =
      Set.of("P18", "P19", "P20", "P21", "P22", "P24", "P26", "P28");

  @ParameterizedTest
  @EnumSource
  void theKitCatches(FaultSaboteur saboteur) {
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  @Test
  void eachTestAboutFaultsHasASaboteur() {
    Set<String> tests =
        KitRun.clauseTests(RedisCommandsTck.class)
            .filter(test -> FAULTS.contains(KitRun.clause(test)))
            .map(Method::getName)
            .collect(toSet());

    assertThat(
            Stream.of(
                    Stream.of(FaultSaboteur.values()).map(FaultSaboteur::test),
                    Stream.of(UnexpectedClient.values()).map(UnexpectedClient::test),
                    Stream.of(FieldClient.values()).map(FieldClient::test),
                    Stream.of(OverlookedClient.values()).map(OverlookedClient::test),
                    Stream.of(UnvariedClient.values()).map(UnvariedClient::test))
                .flatMap(each -> each)
                .collect(toSet()))
        .containsAll(tests);
  }
}
