package io.cloakroom.tests.saboteurs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cloakroom.tck.report.ClauseReport;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the kit over a saboteur, which the kit must catch. */
public final class KitRun {

  /** How often a saboteur is run at most: a fault of timing does not show in each run. */
  private static final int RUNS = 3;

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
    List<Method> each = tests.toList();
    List<String> caught = List.of();
    int run = 0;
    while (caught.isEmpty() && run < RUNS) {
      caught = firstFailed(saboteur, each);
      run++;
    }

    assertThat(caught)
        .as("tests of %s that fail over %s, of %s", saboteur.clause(), saboteur, each)
        .isNotEmpty();
    System.out.printf(
        "%-4s %s: caught by %s in run %d%n", saboteur.clause(), saboteur.words(), caught, run);
  }

  /** Fails unless the test of this name does, of a class that is no kit. */
  public static void assertCaught(Enum<?> saboteur, Class<?> tests, String test) {
    List<Method> named =
        Arrays.stream(tests.getDeclaredMethods())
            .filter(method -> method.getName().equals(test))
            .toList();
    assertThat(named).as("tests that are named %s", test).hasSize(1);

    assertThat(failed(saboteur.name(), tests, named.stream()))
        .as("what fails of %s", test)
        .isNotEmpty();
  }

  /** Fails unless one of these tests does. */
  public static void assertCaughtByOneOf(Predicate<Method> tests, Sabotage saboteur) {
    assertThat(firstFailed(saboteur, clauseTests(saboteur.kit()).filter(tests).toList()))
        .as("the first of these tests that fails")
        .isNotEmpty();
  }

  /** The first of some tests that fails over a saboteur: one is enough, and some take long. */
  private static List<String> firstFailed(Sabotage saboteur, List<Method> tests) {
    return tests.stream()
        .map(test -> failed(saboteur, Stream.of(test)))
        .filter(failed -> !failed.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Those of a kit's tests that fail over a saboteur. */
  public static List<String> failed(Sabotage saboteur, Predicate<Method> tests) {
    return failed(saboteur, clauseTests(saboteur.kit()).filter(tests));
  }

  private static List<String> failed(Sabotage saboteur, Stream<Method> tests) {
    return failed(saboteur.name(), saboteur.kit(), tests);
  }

  private static List<String> failed(String saboteur, Class<?> kit, Stream<Method> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(SaboteurParameter.NAME, saboteur)
        .configurationParameter(ClauseReport.FOLDER, ClauseReport.NONE)
        .selectors(
            tests
                .map(test -> selectMethod(kit, test.getName(), test.getParameterTypes()))
                .toArray(DiscoverySelector[]::new))
        .execute()
        .testEvents()
        .failed()
        .map(KitRun::described)
        .toList();
  }

  /** The name of a test that failed, and on request how it did. */
  private static String described(Event failed) {
    String name = failed.getTestDescriptor().getDisplayName();
    return Boolean.getBoolean("cloakroom.saboteurs.why")
        ? name + failed.getPayload().map(result -> ": " + result).orElse("")
        : name;
  }

  /**
   * Says how many saboteurs of a model the examples catch, too, for the figures.
   *
   * @param models the tests that are models
   */
  public static <S extends Enum<S> & Sabotage> long caughtByExamples(
      Class<S> table, Predicate<Method> models) {
    List<S> caught =
        Stream.of(table.getEnumConstants())
            .filter(saboteur -> !failed(saboteur, models.negate()).isEmpty())
            .toList();
    System.out.printf(
        "Of %d saboteurs of %s the examples catch %d: %s%n",
        table.getEnumConstants().length, table.getSimpleName(), caught.size(), caught);
    return caught.size();
  }

  /** How many saboteurs of a table the whole kit catches, each as its user would see it. */
  public static <S extends Enum<S> & Sabotage> long caughtByAll(Class<S> table) {
    String only = System.getProperty("cloakroom.saboteurs.share", "");
    String tests = System.getProperty("cloakroom.saboteurs.tests", ".*");
    long caught = 0;
    for (S saboteur : table.getEnumConstants()) {
      if (!saboteur.name().matches(only)) {
        continue;
      }
      long start = System.nanoTime();
      List<String> failed = failed(saboteur, test -> test.getName().matches(tests));
      caught += failed.isEmpty() ? 0 : 1;
      System.out.printf(
          "%s %s (%d s): %s%n",
          failed.isEmpty() ? "MISSED" : "caught",
          saboteur.name(),
          (System.nanoTime() - start) / 1_000_000_000,
          failed);
    }
    return caught;
  }

  /** The tests of all clauses that a kit has. */
  public static Stream<Method> clauseTests(Class<?> kit) {
    return Arrays.stream(kit.getMethods())
        .filter(method -> method.getName().matches("[PSH]\\d+_.*"))
        .sorted(Comparator.comparing(Method::getName));
  }

  /** The clause that a test is about. */
  public static String clause(Method test) {
    return test.getName().substring(0, test.getName().indexOf('_'));
  }
}
