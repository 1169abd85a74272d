package io.cloakroom.tests.saboteurs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Which tests a clause has, and which saboteurs. Nobody has to keep it up: the kit's classes, the
 * tables of saboteurs and those in other modules are found.
 */
final class SaboteurMatrix {

  /** In the contract's order. */
  private static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(id -> "PSH".indexOf(id.charAt(0)))
          .thenComparingInt(id -> Integer.parseInt(id.substring(1)));

  private static final Pattern CLAUSE = Pattern.compile("(?m)^\\| ([PSH]\\d+) \\|");

  /** How a test in another module is named that the kit catches something there. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("void ([PSH]\\d+)_theKitCatches(\\w+)\\(");

  /** How an entry begins of a table in another module, which names the test and not the clause. */
  private static final Pattern ENTRY_ELSEWHERE =
      Pattern.compile("(?m)^  ([A-Z_]+)\\(\\s*\"([PSH]\\d+)_");

  private final Map<String, Row> rows = new TreeMap<>(ORDER);
  private final List<String> contract;

  private SaboteurMatrix() throws IOException {
    contract = contractIn(Files.readString(Path.of("..", "docs", "contract.md"), UTF_8));
    kits()
        .flatMap(KitRun::clauseTests)
        .map(Method::getName)
        .distinct()
        .sorted()
        .forEach(this::addTest);
    tables().forEach(saboteur -> row(saboteur.clause()).saboteurs().add(saboteur.words()));
    addElsewhere();
  }

  /**
   * A clause.
   *
   * @param tests without the clause's id
   */
  record Row(String clause, List<String> tests, List<String> saboteurs) {}

  static SaboteurMatrix read() {
    try {
      return new SaboteurMatrix();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The clauses that have a test or a saboteur. */
  List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /** The clauses of docs/contract.md. */
  List<String> contract() {
    return contract;
  }

  /** Those of them that the kit does not test. */
  List<String> untested() {
    return contract.stream().filter(clause -> !rows.containsKey(clause)).toList();
  }

  /** The names of the tests that are named with a saboteur. */
  List<String> testsThatCatch() {
    return tables()
        .filter(NamedTestSabotage.class::isInstance)
        .map(saboteur -> ((NamedTestSabotage) saboteur).test())
        .toList();
  }

  private Row row(String clause) {
    return rows.computeIfAbsent(clause, id -> new Row(id, new ArrayList<>(), new ArrayList<>()));
  }

  private void addTest(String name) {
    int end = name.indexOf('_');
    row(name.substring(0, end)).tests().add(name.substring(end + 1));
  }

  private void addElsewhere() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of("..").toRealPath())) {
      Path own = Path.of("").toRealPath();
      for (Path tests :
          modules
              .filter(module -> !module.equals(own))
              .map(module -> module.resolve("src/test/java"))
              .sorted()
              .toList()) {
        if (Files.isDirectory(tests)) {
          addElsewhere(tests);
        }
      }
    }
  }

  private void addElsewhere(Path tests) throws IOException {
    Path module = tests.getParent().getParent().getParent();
    try (Stream<Path> sources = Files.walk(tests)) {
      for (Path source :
          sources.filter(file -> file.toString().endsWith(".java")).sorted().toList()) {
        String text = Files.readString(source, UTF_8);
        Matcher test = ELSEWHERE.matcher(text);
        while (test.find()) {
          addElsewhere(module, test.group(1), words(test.group(2)));
        }
        Matcher entry = ENTRY_ELSEWHERE.matcher(text);
        while (entry.find()) {
          addElsewhere(module, entry.group(2), Sabotage.words(entry.group(1)));
        }
      }
    }
  }

  private void addElsewhere(Path module, String clause, String saboteur) {
    row(clause).saboteurs().add(saboteur + " (in " + module.getFileName() + ")");
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("(?<=[a-zA-Z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static Stream<Class<?>> kits() {
    return classes("io.cloakroom.tck", found -> Modifier.isAbstract(found.getModifiers()))
        .filter(found -> found.getSimpleName().endsWith("Tck"));
  }

  private static Stream<Sabotage> tables() {
    return classes(
            "io.cloakroom.tests.saboteurs",
            found -> found.isEnum() && Sabotage.class.isAssignableFrom(found))
        .flatMap(table -> Stream.of(table.getEnumConstants()))
        .map(Sabotage.class::cast);
  }

  private static Stream<Class<?>> classes(String inPackage, Predicate<Class<?>> wanted) {
    return ReflectionSupport.findAllClassesInPackage(inPackage, wanted, name -> true).stream()
        .sorted(Comparator.comparing(Class::getName));
  }

  private static List<String> contractIn(String page) {
    return CLAUSE.matcher(page).results().map(row -> row.group(1)).toList();
  }
}
