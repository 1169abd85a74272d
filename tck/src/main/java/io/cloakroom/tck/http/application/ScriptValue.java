package io.cloakroom.tck.http.application;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link RouteScript}, of all kinds that every session can hold, as words of a query.
 * A word says the kind, so that one that comes back as another kind is another word.
 */
public final class ScriptValue {

  /** More than any buffer or column holds that somebody has thought of. */
  private static final int LARGE = 70_000;

  /** The word of a value that no session can hold. */
  public static final String UNSTORABLE = "unstorable";

  private static final String LARGE_TEXT = "large";

  private ScriptValue() {}

  /** The value that a word means: itself, where it names no kind. */
  public static Object of(String word) {
    String[] parts = word.split("\\.", 2);
    String rest = parts.length > 1 ? parts[1] : "";
    return switch (parts[0]) {
      case "integer" -> Integer.valueOf(rest);
      case "long" -> Long.valueOf(rest);
      case "double" -> Double.valueOf(rest);
      case "boolean" -> Boolean.valueOf(rest);
      case "list" -> new ArrayList<>(Arrays.asList(rest.split("\\.")));
      case "map" -> new LinkedHashMap<>(Map.of("in", of(rest)));
      case LARGE_TEXT -> large(rest);
      case UNSTORABLE -> new Object();
      default -> word;
    };
  }

  private static String large(String rest) {
    return rest + "x".repeat(LARGE);
  }

  /** The word of a value, which for one that has none says what it is like. */
  public static String word(@Nullable Object value) {
    return plainWord(value).replaceAll("[^A-Za-z0-9().-]", "_");
  }

  private static String plainWord(@Nullable Object value) {
    if (value == null) {
      return Route.NONE;
    }
    if (value instanceof String text) {
      return text.length() < LARGE ? shortened(text) : largeWord(text);
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(ScriptValue::plainWord)
          .collect(Collectors.joining(".", "list.", ""));
    }
    if (value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("in")) {
      return "map." + plainWord(map.get("in"));
    }
    return value.getClass().getSimpleName().toLowerCase(Locale.ROOT) + "." + value;
  }

  private static String largeWord(String text) {
    String rest = text.substring(0, text.length() - LARGE);
    return large(rest).equals(text) ? LARGE_TEXT + "." + rest : shortened(text);
  }

  private static String shortened(String text) {
    return text.length() < 100 ? text : "text-of-" + text.length();
  }
}
