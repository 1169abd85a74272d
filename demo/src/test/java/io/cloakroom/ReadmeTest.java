package io.cloakroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.javalin.RedisSessionPlugin;
import io.cloakroom.session.RedisSessionStoreBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Field;
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

/**
 * What the README and the pages of docs say is Java compiles, and what they say there is exists. A
 * block with a class is compiled as it stands, one that begins with a method as members of a class,
 * any other as the body of a method; below the imports that are said here, and with these fields.
 */
class ReadmeTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
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
                  "serializer",
                  "session",
                  "tck")
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
      String text = Files.readString(page);
      int number = 0;
      for (MatchResult block : BLOCK.matcher(text).results().toList()) {
        String name = ROOT.relativize(page) + ", block " + ++number;
        tests.add(DynamicTest.dynamicTest(name, () -> assertCompiles(name, block.group(1))));
      }
    }
    assertThat(tests).hasSizeGreaterThan(8);
    return tests.stream();
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

  @Test
  void everyOptionOfTheStoreIsNamed() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(
            Arrays.stream(RedisSessionStoreBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("build")))
        .isNotEmpty()
        .allMatch(name -> readme.contains("`" + name + "`"));
  }

  @Test
  void everyOptionOfThePluginIsNamed() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(Arrays.stream(RedisSessionPlugin.Config.class.getFields()).map(Field::getName))
        .isNotEmpty()
        .allMatch(name -> readme.contains("`" + name + "`"));
  }

  @Test
  void theReadmeNamesNoOptionThatIsNotThere() throws IOException {
    Set<String> options = new HashSet<>();
    for (Method method : RedisSessionStoreBuilder.class.getDeclaredMethods()) {
      options.add(method.getName());
    }
    for (Field field : RedisSessionPlugin.Config.class.getFields()) {
      options.add(field.getName());
    }

    assertThat(OPTIONS.matcher(Files.readString(ROOT.resolve("README.md"))).results())
        .flatMap(table -> ROW.matcher(table.group()).results().toList())
        .flatMap(row -> NAME.matcher(row.group(1)).results().toList())
        .map(name -> name.group(1))
        .isNotEmpty()
        .isSubsetOf(options);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted()).toList();
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
    if (code.startsWith("class ") || code.startsWith("abstract class ") || code.startsWith("@")) {
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
