package io.cloakroom.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit bites where a store's secrecy is broken on purpose, too. */
class SecrecySaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(SecrecySaboteur saboteur) {
    List<String> caught =
        StoreSaboteursTest.caught(SabotagedSecrecy.class, saboteur.clause(), saboteur);

    assertThat(caught).as(saboteur.clause()).isNotEmpty();
    System.out.printf("%-4s %s: caught by %s%n", saboteur.clause(), saboteur, caught);
  }
}
