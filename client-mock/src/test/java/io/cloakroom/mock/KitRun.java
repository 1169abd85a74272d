package io.cloakroom.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cloakroom.tck.report.ClauseReport;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the kit over a saboteur, which the kit must catch. */
public final class KitRun {

  private KitRun() {}

  /** Fails unless a test of the saboteur's clause does. */
  public static void assertCaught(Sabotage saboteur) {
    assertCaught(
        saboteur,
        clauseTests(saboteur.kit()).filter(test -> clause(test).equals(saboteur.clause())));
  }

  /** Fails unless this test does, of a clause whose tests take long. */
  public static void assertCaughtBy(String test, Sabotage saboteur) {
    assertCaught(saboteur, clauseTests(saboteur.kit()).filter(each -> each.getName().equals(test)));
  }

  private static void assertCaught(Sabotage saboteur, Stream<Method> tests) {
    List<String> caught =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(SaboteurParameter.NAME, saboteur.name())
            .configurationParameter(ClauseReport.FOLDER, ClauseReport.NONE)
            .selectors(
                tests
                    .map(
                        test ->
                            selectMethod(saboteur.kit(), test.getName(), test.getParameterTypes()))
                    .toArray(DiscoverySelector[]::new))
            .execute()
            .testEvents()
            .failed()
            .map(event -> event.getTestDescriptor().getDisplayName())
            .toList();

    assertThat(caught).as("tests of %s that fail", saboteur.clause()).isNotEmpty();
    System.out.printf("%-4s %s: caught by %s%n", saboteur.clause(), saboteur.words(), caught);
  }

  /** The tests of all clauses that a kit has. */
  static Stream<Method> clauseTests(Class<?> kit) {
    return Arrays.stream(kit.getMethods())
        .filter(method -> method.getName().matches("[PSH]\\d+_.*"));
  }

  /** The clause that a test is about. */
  static String clause(Method test) {
    return test.getName().substring(0, test.getName().indexOf('_'));
  }
}
