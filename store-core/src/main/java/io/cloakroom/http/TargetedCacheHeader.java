package io.cloakroom.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A header by which a response speaks to single caches, and which outranks {@code Cache-Control}
 * there. Those of RFC 9213 are named {@code …-Cache-Control}. Others, such as {@code
 * Surrogate-Control} and {@code Edge-Control}, are known by what they say.
 */
final class TargetedCacheHeader {

  static final String PRIVATE = "private";
  static final String NO_STORE = "no-store";

  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"?");
  private static final Pattern TARGET = Pattern.compile("(?<=;)[^;=]+(?=;|$)");
  private static final Pattern PERMISSION = Pattern.compile("public.*|.*age ?=.*|!no-store.*");

  private TargetedCacheHeader() {}

  /** Returns what to add to a header so that its caches keep the response for nobody else. */
  static String answer(String name, List<String> values) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.endsWith("-control") || lower.equals("cache-control")) {
      return "";
    }
    List<String> directives = values.stream().flatMap(TargetedCacheHeader::directives).toList();
    if (lower.endsWith("-cache-control")) {
      boolean enough = Stream.of(PRIVATE, NO_STORE).anyMatch(directives::contains);
      return enough ? "" : PRIVATE;
    }
    boolean speaksToCaches =
        lower.equals("surrogate-control")
            || directives.stream().anyMatch(it -> PERMISSION.matcher(it).matches());
    return speaksToCaches ? withholding(directives) : "";
  }

  /** Forbids each target to store it, since its own directives outrank the others. */
  private static String withholding(List<String> directives) {
    List<String> answers = new ArrayList<>(List.of(NO_STORE)); // the older ones know no private
    directives.stream()
        .flatMap(directive -> TARGET.matcher(directive).results())
        .map(target -> NO_STORE + ";" + target.group().strip())
        .distinct()
        .forEach(answers::add);
    answers.removeAll(directives);
    return String.join(", ", answers);
  }

  /** Returns the directives of a header in lower case; a quoted argument is no directive. */
  static Stream<String> directives(String cacheControl) {
    return Stream.of(QUOTED.matcher(cacheControl).replaceAll("").split(",", -1))
        .map(directive -> directive.strip().toLowerCase(Locale.ROOT));
  }
}
