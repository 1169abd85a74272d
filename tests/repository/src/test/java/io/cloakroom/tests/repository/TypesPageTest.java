package io.cloakroom.tests.repository;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Says on the first page of docs which package each public type is in that snippets or the page of
 * options use.
 */
class TypesPageTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/README.md");
  private static final String HEAD = "| package | types |\n|---|---|\n";
  private static final Pattern BLOCK =
      Pattern.compile("```(?:java|kts?|kotlin)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
  private static final Pattern TYPE = Pattern.compile("(?<![.\\w])[A-Z]\\w+");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");
  private static final Pattern FOREIGN =
      Pattern.compile("import (?!io\\.cloakroom)[\\w.]+\\.(\\w+);");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern PUBLIC =
      Pattern.compile("(?m)^public (?:\\w+ )*?(?:class|interface|record|enum|@interface) (\\w+)");

  @Test
  void everyTypeOfASnippetIsInTheTableOfPackages() throws IOException {
    Map<String, String> packages = packagesOfPublicTypes();
    Set<String> used = new TreeSet<>();
    try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
      for (Path page : pages.filter(TypesPageTest::isPage).toList()) {
        addTypes(Files.readString(page), used);
      }
    }
    addTypes(Files.readString(ROOT.resolve("README.md")), used);
    CODE.matcher(Files.readString(ROOT.resolve("docs/options.md")))
        .results()
        .flatMap(code -> TYPE.matcher(code.group()).results())
        .forEach(type -> used.add(type.group()));
    used.retainAll(packages.keySet());

    String table =
        used.stream()
            .collect(
                groupingBy(
                    packages::get, TreeMap::new, mapping(type -> "`" + type + "`", joining(", "))))
            .entrySet()
            .stream()
            .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |\n")
            .collect(joining("", HEAD, ""));

    if (System.getProperty("cloakroom.docs.write") != null) {
      String page = Files.readString(PAGE);
      Files.writeString(PAGE, page.substring(0, page.indexOf(HEAD)) + table);
    }
    assertThat(used).contains("SessionStore", "RequestSession", "KeyRing");
    assertThat(PAGE).content().as("write it again with -Dcloakroom.docs.write").endsWith(table);
  }

  private static boolean isPage(Path path) {
    return path.toString().endsWith(".md") && !path.toString().contains("node_modules");
  }

  /** Adds what blocks name, unless they declare it themselves or import another's of that name. */
  private static void addTypes(String page, Set<String> used) {
    BLOCK
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .forEach(
            block -> {
              Set<String> names = new HashSet<>();
              TYPE.matcher(block).results().forEach(name -> names.add(name.group()));
              DECLARED.matcher(block).results().forEach(name -> names.remove(name.group(1)));
              FOREIGN.matcher(block).results().forEach(name -> names.remove(name.group(1)));
              used.addAll(names);
            });
  }

  private static Map<String, String> packagesOfPublicTypes() throws IOException {
    Map<String, String> packages = new HashMap<>();
    try (Stream<Path> files = Files.walk(ROOT, 11)) {
      for (Path file : files.filter(TypesPageTest::isOfALibrary).toList()) {
        String source = Files.readString(file);
        Matcher type = PUBLIC.matcher(source);
        Matcher place = PACKAGE.matcher(source);
        if (type.find() && place.find()) {
          assertThat(packages.put(type.group(1), place.group(1)))
              .as("two public types are named %s", type.group(1))
              .isNull();
        }
      }
    }
    return packages;
  }

  private static boolean isOfALibrary(Path file) {
    Path inside = ROOT.relativize(file);
    return inside.toString().endsWith(".java")
        && inside.toString().contains("src/main/java/io/cloakroom")
        && !inside.startsWith("demo")
        && !inside.startsWith("benchmarks");
  }
}
