package io.cloakroom.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each Kotlin snippet of the documentation stands in a source that this build compiles. */
class KotlinSnippetsTest {

  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern SNIPPET = Pattern.compile("```kotlin\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyKotlinSnippetIsCompiled() throws IOException {
    List<String> sources = texts(Path.of("src", "test", "kotlin", "docs"), ".kt");
    Stream<String> pages =
        Stream.concat(
            Stream.of(Files.readString(ROOT.resolve("README.md"))),
            texts(ROOT.resolve("docs"), ".md").stream());

    List<String> snippets =
        pages
            .flatMap(page -> SNIPPET.matcher(page).results())
            .map(result -> result.group(1))
            .toList();

    assertThat(snippets).hasSizeGreaterThanOrEqualTo(2);
    assertThat(snippets)
        .allSatisfy(snippet -> assertThat(sources).anyMatch(each -> each.contains(snippet)));
  }

  private static List<String> texts(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .filter(file -> !file.toString().contains("node_modules"))
          .map(KotlinSnippetsTest::text)
          .collect(Collectors.toList());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
