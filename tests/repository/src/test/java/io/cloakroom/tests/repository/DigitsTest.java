package io.cloakroom.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Numbers in texts for programs and for readers have the digits of ASCII, in every locale. By
 * {@code %d} Arabic, Persian and other locales write digits of their own, which no server, no
 * browser and no system property understands; {@code %s} writes ASCII's.
 */
class DigitsTest {

  private static final Pattern OF_THE_LOCALE =
      Pattern.compile("(?<!string\\.format\\(')%[0-9,]*(d|\\.[0-9]f)");

  @Test
  void noTextDependsOnTheDigitsOfALocale() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../.."))) {
      List<String> found =
          files
              .filter(file -> file.toString().matches("[./]*/[a-z-]+/src/main/.*\\.java"))
              .filter(file -> !file.toString().contains("/benchmarks/"))
              .flatMap(file -> found(file).stream())
              .toList();

      assertThat(found).isEmpty();
    }
  }

  private static List<String> found(Path file) {
    String text = text(file);
    return OF_THE_LOCALE
        .matcher(text)
        .results()
        .filter(match -> !text.substring(0, match.start()).matches("(?s).*Locale\\.ROOT[^;]*"))
        .map(match -> file + ": " + match.group())
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
