package io.cloakroom.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.session.RedisSessionStoreBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the README and the pages of docs say is Java compiles, and what they say there is exists. A
 * block with a class is compiled as it stands, one that begins with a method as members of a class,
 * any other as the body of a method; below the imports that are said here, and with these fields.
 */
class ReadmeTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** A block that stands in a file, where a test or a sample runs it. */
  private static final Pattern RUN =
      Pattern.compile("<!-- (file|run by): (\\S+) -->\n```\\w+\n(.*?)```", Pattern.DOTALL);

  private static final Pattern REVISION = Pattern.compile("<revision>(.*)</revision>");
  private static final Pattern OPTIONS = Pattern.compile("(?m)^\\| option \\|.*\n(\\|.*\n)+");
  private static final Pattern ROW = Pattern.compile("(?m)^\\|([^|]*)");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final Pattern IMPORT = Pattern.compile("import [^;]+;\n");

  private static final String IMPORTS =
      Stream.of(
                  "crypto",
                  "http",
                  "javalin",
                  "jedis",
                  "lettuce",
                  "micronaut",
                  "mock",
                  "redis",
                  "redisson",
                  "record",
                  "redis.adapter",
                  "redis.resilience",
                  "serializer.json",
                  "serializer.kryo",
                  "express",
                  "session",
                  "tck.client",
                  "tck.port",
                  "tck.serializer",
                  "tck.servers",
                  "tck.store")
              .map(name -> "import io.cloakroom." + name + ".*;\n")
              .collect(Collectors.joining())
          + "import io.javalin.Javalin;\nimport io.javalin.http.Context;\nimport java.time.*;\n";

  private static final String FIELDS =
      """
        RedisCommands commands;
        SessionStore store;
        redis.clients.jedis.RedisClient jedis;
        io.lettuce.core.RedisClient lettuce;
        org.redisson.api.RedissonClient redisson;
      """;

  @TempDir Path classes;

  @TestFactory
  Stream<DynamicTest> everyBlockOfJavaCompiles() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      String text = withoutWholeFiles(Files.readString(page));
      int number = 0;
      for (MatchResult block : BLOCK.matcher(text).results().toList()) {
        String name = ROOT.relativize(page) + ", block " + ++number;
        tests.add(DynamicTest.dynamicTest(name, () -> assertCompiles(name, block.group(1))));
      }
    }
    assertThat(tests).hasSizeGreaterThan(8);
    return tests.stream();
  }

  /** Whole files are compiled where they stand, with what they need. */
  private static String withoutWholeFiles(String page) {
    return RUN.matcher(page)
        .replaceAll(
            run -> Matcher.quoteReplacement(run.group(1).equals("file") ? "" : run.group()));
  }

  @Test
  void everyBlockThatIsRunStandsInItsFile() throws IOException {
    int blocks = 0;
    for (Path page : pages()) {
      for (MatchResult run : RUN.matcher(Files.readString(page)).results().toList()) {
        String code = IMPORT.matcher(run.group(3)).replaceAll("").strip();
        String file = Files.readString(ROOT.resolve(run.group(2)));
        assertThat(IMPORT.matcher(file).replaceAll(""))
            .as("%s, the block of %s", page, run.group(2))
            .contains(code);
        imports(run.group(3)).forEach(each -> assertThat(file).contains(each));
        blocks++;
      }
    }
    assertThat(blocks).isGreaterThan(2);
  }

  private static List<String> imports(String block) {
    return IMPORT.matcher(block).results().map(MatchResult::group).toList();
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Path page : pages()) {
      for (MatchResult link :
          Pattern.compile("]\\(([^):#]+)\\)").matcher(Files.readString(page)).results().toList()) {
        assertThat(page.resolveSibling(link.group(1))).as(page.toString()).exists();
      }
    }
  }

  /** What is built without {@code -Drevision} is installed with this version. */
  @Test
  void theBomNamesTheVersionOfTheBuildAndSoDoTheReadmeAndTheSamples() throws IOException {
    String version = revision(ROOT.resolve("pom.xml"));

    assertThat(revision(ROOT.resolve("bom/pom.xml"))).isEqualTo(version);
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains("cloakroom-bom:" + version);
    for (String sample : List.of("javalin-java", "javalin-kotlin", "micronaut", "plain")) {
      assertThat(Files.readString(ROOT.resolve("samples/" + sample + "/pom.xml")))
          .contains("<cloakroom.version>" + version + "<");
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {RedisSessionStoreBuilder.class, SessionEngineBuilder.class})
  void everyOptionIsNamed(Class<?> builder) throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(
            Arrays.stream(builder.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("build")))
        .isNotEmpty()
        .allMatch(name -> readme.contains("`" + name + "`"));
  }

  @Test
  void theReadmeNamesNoOptionThatIsNotThere() throws IOException {
    Set<String> options = new HashSet<>();
    for (Method method : RedisSessionStoreBuilder.class.getDeclaredMethods()) {
      options.add(method.getName());
    }
    for (Method method : SessionEngineBuilder.class.getDeclaredMethods()) {
      options.add(method.getName());
    }

    assertThat(OPTIONS.matcher(Files.readString(ROOT.resolve("README.md"))).results())
        .flatMap(table -> ROW.matcher(table.group()).results().toList())
        .flatMap(row -> NAME.matcher(row.group(1)).results().toList())
        .map(name -> name.group(1))
        .isNotEmpty()
        .isSubsetOf(options);
  }

  private static String revision(Path pom) throws IOException {
    Matcher revision = REVISION.matcher(Files.readString(pom));
    assertThat(revision.find()).as("<revision> in %s", pom).isTrue();
    return revision.group(1);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream<Path> pages =
          docs.filter(
                  path ->
                      path.toString().endsWith(".md") && !path.toString().contains("node_modules"))
              .sorted();
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages).toList();
    }
  }

  private void assertCompiles(String name, String block) {
    String imports =
        IMPORT.matcher(block).results().map(MatchResult::group).collect(Collectors.joining());
    String code = IMPORT.matcher(block).replaceAll("").strip();
    String unit = IMPORTS + imports + wrapped(code);
    StringWriter problems = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    boolean compiled =
        compiler
            .getTask(
                problems,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path")),
                null,
                List.of(new Source(unit)))
            .call();

    assertThat(compiled).as("%s:%n%s%n%s", name, unit, problems).isTrue();
  }

  private static String wrapped(String code) {
    if (Stream.of("class ", "abstract class ", "interface ", "@").anyMatch(code::startsWith)) {
      return code;
    }
    String members =
        code.startsWith("void ") ? code : "void block() throws Exception {\n" + code + "\n}";
    return "class Block {\n" + FIELDS + members + "\n}\n";
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("string:///Block.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
