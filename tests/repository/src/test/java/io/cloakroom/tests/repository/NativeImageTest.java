package io.cloakroom.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.serializer.KotlinConversions;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The metadata for GraalVM names every class that a module looks up by its name. {@code
 * -Dcloakroom.native.write} adds what is missing.
 */
class NativeImageTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final String METADATA =
      "%s/src/main/resources/META-INF/native-image/io.cloakroom/cloakroom-%s/reflect-config.json";
  private static final Pattern CLASS_NAME = Pattern.compile("\"((?:[a-z]\\w*\\.)+[A-Z]\\w*)\"");

  /** Asks another loader, and notes for which names. */
  private static final class NotingLoader extends ClassLoader {

    private final Set<String> names = new TreeSet<>();

    NotingLoader() {
      super(NativeImageTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> found = super.loadClass(name, resolve);
      names.add(name);
      return found;
    }
  }

  @Test
  void whatIsLookedUpForKotlinIsDeclared() throws IOException {
    NotingLoader loader = new NotingLoader();

    assertThat(KotlinConversions.in(loader)).isNotEmpty();

    declare("store-core", loader.names);
    assertThat(declared("store-core")).containsAll(loader.names);
  }

  @ParameterizedTest
  @CsvSource({"store-core", "client-jedis", "client-lettuce", "client-redisson"})
  void everyNameOfAClassInTheCodeIsDeclared(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      Set<String> names = new TreeSet<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        Files.readString(file)
            .lines()
            .filter(line -> !line.strip().startsWith("*"))
            .flatMap(line -> CLASS_NAME.matcher(line).results())
            .map(name -> name.group(1))
            .filter(name -> !name.startsWith("com.acme"))
            .filter(NativeImageTest::isThere)
            .forEach(names::add);
      }

      declare(module, names);
      assertThat(declared(module)).containsAll(names);
    }
  }

  @ParameterizedTest
  @CsvSource({"store-core", "client-jedis", "client-lettuce", "client-redisson"})
  void nothingIsDeclaredThatIsNotThere(String module) throws IOException {
    assertThat(declared(module)).isNotEmpty().allMatch(NativeImageTest::isThere);
  }

  /** Of a package that is allowed by its name. */
  record Item(String article) {}

  @Test
  void aClassIsFoundByItsNameAlthoughAnImageHasNoClassFiles() {
    ClassLoader withoutFiles =
        new ClassLoader(NativeImageTest.class.getClassLoader()) {
          @Override
          public java.net.URL getResource(String name) {
            return name.endsWith(".class") ? null : super.getResource(name);
          }
        };
    SessionRecord record = new SessionRecord(SessionCookie.PLAIN, Map.of("item", new Item("tea")));
    String image = "org.graalvm.nativeimage.imagecode";
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(withoutFiles);
    System.setProperty(image, "runtime");
    try {
      JsonSessionSerializer json =
          JsonSessionSerializer.builder().allowPackage(Item.class.getPackageName()).build();

      assertThat(json.deserialize(json.serialize(record)).attributes())
          .isEqualTo(record.attributes());
    } finally {
      System.clearProperty(image);
      thread.setContextClassLoader(before);
    }
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name, false, NativeImageTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Adds names to the metadata, where that was asked for. */
  private static void declare(String module, Set<String> names) throws IOException {
    if (System.getProperty("cloakroom.native.write") != null) {
      Set<String> all = declared(module);
      all.addAll(names);
      String entry =
          "  {\"name\": \"%s\", \"allPublicConstructors\": true, \"allPublicMethods\": true}";
      Files.writeString(
          ROOT.resolve(METADATA.formatted(module, module)),
          all.stream().map(entry::formatted).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }
  }

  private static Set<String> declared(String module) throws IOException {
    Path file = ROOT.resolve(METADATA.formatted(module, module));
    JsonNode entries = new ObjectMapper().readTree(Files.readString(file));
    return Stream.iterate(0, i -> i < entries.size(), i -> i + 1)
        .map(i -> entries.get(i).get("name").textValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
