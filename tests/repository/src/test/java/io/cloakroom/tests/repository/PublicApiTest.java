package io.cloakroom.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each published module promises is committed: a change of it is seen in the review, and
 * COMPATIBILITY.md says which changes are allowed. {@code -Dcloakroom.api.write} writes it again.
 */
public class PublicApiTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path COMMITTED =
      Path.of("src", "test", "resources", "public-api").toAbsolutePath();
  private static final Pattern EXPORTS = Pattern.compile("(?m)^ *exports ([\\w.]+);");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

  /** How the description of a package begins that is public for other packages of its module. */
  private static final String INTERNAL = "For the kit's own use";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.cloakroom");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store-core",
        "client-jedis",
        "client-lettuce",
        "client-redisson",
        "client-mock",
        "integration-javalin",
        "integration-micronaut",
        "tck"
      })
  void thePublicApiOfAModuleIsAsItWasCommitted(String module) throws IOException {
    String api = PublicApi.of(OURS, exported(module));
    Path file = COMMITTED.resolve(module + ".txt");
    if (System.getProperty("cloakroom.api.write") != null) {
      Files.createDirectories(COMMITTED);
      Files.writeString(file, api);
    }

    assertThat(api)
        .as(
            "the public API of %s has changed. If that is meant, read COMPATIBILITY.md, write the"
                + " file again with -Dcloakroom.api.write, and name the change in CHANGELOG.md",
            module)
        .isEqualTo(Files.readString(file));
  }

  @Test
  void anyChangeOfASignatureIsNoticed() {
    Set<String> here = Set.of(PublicApiTest.class.getPackageName());
    String before = PublicApi.of(new ClassFileImporter().importClasses(Before.class), here);
    String after = PublicApi.of(new ClassFileImporter().importClasses(After.class), here);

    assertThat(before.replace("Before", "After")).isNotEqualTo(after);
    assertThat(before).contains("public value(java.util.List<java.lang.String>): int");
    assertThat(before).doesNotContain("hidden");
  }

  /** An API. */
  public static final class Before {
    public int value(List<String> of) {
      return of.size() + hidden();
    }

    int hidden() {
      return 0;
    }
  }

  /** The same with another type argument. */
  public static final class After {
    public int value(List<Integer> of) {
      return of.size() + hidden();
    }

    int hidden() {
      return 0;
    }
  }

  /** The exported packages; in a module without a descriptor, those meant for its users. */
  private static Set<String> exported(String module) throws IOException {
    Path sources = ROOT.resolve(module).resolve("src/main/java");
    Path descriptor = sources.resolve("module-info.java");
    if (Files.exists(descriptor)) {
      return EXPORTS
          .matcher(Files.readString(descriptor))
          .results()
          .map(exports -> exports.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
    Set<String> packages = new TreeSet<>();
    Set<String> internal = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        Matcher found = PACKAGE.matcher(source);
        if (found.find()) {
          packages.add(found.group(1));
          if (file.endsWith("package-info.java") && source.contains(INTERNAL)) {
            internal.add(found.group(1));
          }
        }
      }
    }
    packages.removeAll(internal);
    return packages;
  }
}
