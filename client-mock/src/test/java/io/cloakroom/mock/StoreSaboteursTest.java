package io.cloakroom.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cloakroom.tck.SessionStoreTck;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The kit bites: whatever is broken in a store on purpose is caught by the clause it breaks. */
class StoreSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(StoreSaboteur saboteur) {
    Class<? extends SessionStoreTck> kit =
        switch (saboteur.ground()) {
          case MEMORY -> SabotagedStoreInMemory.class;
          case SERVER -> SabotagedStoreOnServer.class;
        };

    List<String> caught = caught(kit, saboteur.clause(), saboteur);

    assertThat(caught).as(saboteur.clause()).isNotEmpty();
    System.out.printf("%-4s %s: caught by %s%n", saboteur.clause(), saboteur, caught);
  }

  @Test
  void everyClauseHasASaboteur() {
    Set<String> broken =
        Stream.concat(
                Stream.of(StoreSaboteur.values()).map(StoreSaboteur::clause),
                Stream.of(SecrecySaboteur.values()).map(SecrecySaboteur::clause))
            .collect(Collectors.toSet());

    assertThat(broken)
        .isEqualTo(clauseTests().map(StoreSaboteursTest::clause).collect(Collectors.toSet()));
  }

  /** The tests of a clause that fail where a kit is run with a saboteur. */
  static List<String> caught(
      Class<? extends SessionStoreTck> kit, String clause, Enum<?> saboteur) {
    DiscoverySelector[] tests =
        clauseTests()
            .filter(test -> clause(test).equals(clause))
            .map(test -> selectMethod(kit, test.getName()))
            .toArray(DiscoverySelector[]::new);
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(SaboteurParameter.NAME, saboteur.name())
        .selectors(tests)
        .execute()
        .testEvents()
        .failed()
        .map(StoreSaboteursTest::name)
        .toList();
  }

  private static Stream<Method> clauseTests() {
    return Arrays.stream(SessionStoreTck.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class));
  }

  private static String clause(Method test) {
    return test.getName().substring(0, test.getName().indexOf('_'));
  }

  private static String name(Event event) {
    return event.getTestDescriptor().getDisplayName();
  }
}
