package io.cloakroom.mock.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cloakroom.tck.http.HttpSessionTck;
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
class HttpSaboteursTest {

  /** The JDK's server accepts no WebSockets: their saboteur is among Javalin's tests. */
  private static final Set<String> NOT_CLAIMED = Set.of("H26");

  @ParameterizedTest
  @EnumSource
  void theKitCatches(HttpSaboteur saboteur) {
    List<String> caught = run(saboteur).failed().map(HttpSaboteursTest::name).toList();

    assertThat(caught).as(saboteur.clause()).isNotEmpty();
    System.out.printf("%-4s %s: caught by %s%n", saboteur.clause(), saboteur, caught);
  }

  @Test
  void everyClauseHasASaboteur() {
    Set<String> broken =
        Stream.of(HttpSaboteur.values()).map(HttpSaboteur::clause).collect(Collectors.toSet());
    broken.addAll(NOT_CLAIMED);

    assertThat(broken)
        .isEqualTo(clauseTests().map(HttpSaboteursTest::clause).collect(Collectors.toSet()));
  }

  private static Events run(HttpSaboteur saboteur) {
    DiscoverySelector[] tests =
        clauseTests()
            .filter(test -> clause(test).equals(saboteur.clause()))
            .map(
                test ->
                    selectMethod(
                        SabotagedIntegration.class, test.getName(), test.getParameterTypes()))
            .toArray(DiscoverySelector[]::new);
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(SabotagedIntegration.PARAMETER, saboteur.name())
        .selectors(tests)
        .execute()
        .testEvents();
  }

  private static Stream<Method> clauseTests() {
    return Arrays.stream(HttpSessionTck.class.getMethods())
        .filter(method -> method.getName().matches("H\\d+_.*"));
  }

  private static String clause(Method test) {
    return test.getName().substring(0, test.getName().indexOf('_'));
  }

  private static String name(Event event) {
    return event.getTestDescriptor().getDisplayName();
  }
}
