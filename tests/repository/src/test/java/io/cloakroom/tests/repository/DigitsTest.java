package io.cloakroom.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
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
      Pattern.compile("(?<!string\\.format\\(')%(f(?![0-9a-f%])|[0-9,]*(d|\\.[0-9]f))");

  @Test
  void noTextDependsOnTheDigitsOfALocale() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../.."))) {
      List<String> found =
          files
              .filter(file -> file.toString().matches(".*/src/main/.*\\.(java|kt)"))
              .flatMap(file -> found(text(file)).stream().map(it -> file + ": " + it))
              .toList();

      assertThat(found).isEmpty();
    }
  }

  @Test
  void itIsFoundUnlessTheLocaleIsSaid() {
    assertThat(found("\"port %d\".formatted(port)")).containsExactly("%d");
    assertThat(found("printf(\"%8.1f ms\", millis)")).containsExactly("%8.1f");
    assertThat(found("\"round %f\".formatted(rate)")).containsExactly("%f");
    assertThat(found("format(Locale.ROOT, \"%d; ms\", millis);\na = \"%,d\""))
        .containsExactly("%,d");
    assertThat(found("format(Locale.ROOT, \"%d ms\", millis)")).isEmpty();
    assertThat(found("\"redis.call(string.format('%d', i))\"")).as("of Lua").isEmpty();
    assertThat(found("\"%ff%fe%fd /x/%2e%2e 100 %s\"")).as("of addresses").isEmpty();
  }

  private static List<String> found(String text) {
    return OF_THE_LOCALE
        .matcher(text)
        .results()
        .filter(match -> !saysTheLocale(text.substring(0, match.start())))
        .map(MatchResult::group)
        .toList();
  }

  private static boolean saysTheLocale(String before) {
    int said = before.lastIndexOf("Locale.ROOT");
    return said >= 0 && before.indexOf(";\n", said) < 0;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
