package io.cloakroom.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cloakroom.tck.RedisCommandsTck;
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
import org.junit.platform.testkit.engine.Events;

/** The kit bites: whatever is broken on purpose is caught by the clause that it breaks. */
class SaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(Saboteur saboteur) {
    Events tests = run(saboteur);
    List<String> caught = tests.failed().map(SaboteursTest::name).toList();

    assertThat(caught).as(saboteur.clause()).isNotEmpty();
    System.out.printf("%-4s %s: caught by %s%n", saboteur.clause(), saboteur, caught);
  }

  @Test
  void everyClauseHasASaboteur() {
    Set<String> broken =
        Stream.of(Saboteur.values()).map(Saboteur::clause).collect(Collectors.toSet());

    assertThat(broken)
        .isEqualTo(clauseTests().map(SaboteursTest::clause).collect(Collectors.toSet()));
  }

  private static Events run(Saboteur saboteur) {
    Class<?> kit =
        switch (saboteur.ground()) {
          case MEMORY -> SabotagedInMemory.class;
          case SERVER -> SabotagedOnServer.class;
        };
    DiscoverySelector[] tests =
        clauseTests()
            .filter(test -> clause(test).equals(saboteur.clause()))
            .map(test -> selectMethod(kit, test.getName()))
            .toArray(DiscoverySelector[]::new);
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(SaboteurParameter.NAME, saboteur.name())
        .selectors(tests)
        .execute()
        .testEvents();
  }

  private static Stream<Method> clauseTests() {
    return Arrays.stream(RedisCommandsTck.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class));
  }

  private static String clause(Method test) {
    return test.getName().substring(0, test.getName().indexOf('_'));
  }

  private static String name(Event event) {
    return event.getTestDescriptor().getDisplayName();
  }
}
