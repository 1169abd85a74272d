package io.cloakroom.tck.express;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as JavaScript has them, as text in which nothing is lost or added on the way: numbers by
 * the bits of their double, texts by their UTF-16 code units. {@code description.js} writes and
 * reads the same, so that the two sides are compared value by value without any JSON parser of
 * either having a say.
 */
public final class Description {

  private Description() {}

  /**
   * Describes a value.
   *
   * @param value a text, a number, a boolean, null, a list, or a map by texts
   */
  public static String of(@Nullable Object value) {
    if (value == null) {
      return "\"z\"";
    }
    if (value instanceof Boolean flag) {
      return flag ? "\"t\"" : "\"f\"";
    }
    if (value instanceof Number number) {
      return "[\"n\",\"%016x\"]".formatted(Double.doubleToRawLongBits(number.doubleValue()));
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(element -> "," + of(element))
          .collect(Collectors.joining("", "[\"a\"", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      TreeMap<String, String> members = new TreeMap<>();
      map.forEach((name, member) -> members.put(units((String) name), of(member)));
      return members.entrySet().stream()
          .map(member -> ",[\"" + member.getKey() + "\"," + member.getValue() + "]")
          .collect(Collectors.joining("", "[\"o\"", "]"));
    }
    if (value instanceof String text) {
      return "[\"s\",\"" + units(text) + "\"]";
    }
    throw new IllegalArgumentException("JavaScript has no " + value.getClass());
  }

  /** A text's UTF-16 code units, four hexadecimal digits each. */
  public static String units(String text) {
    return text.chars().mapToObj("%04x"::formatted).collect(Collectors.joining());
  }

  /** The text of {@link #units}. */
  public static String text(String units) {
    StringBuilder text = new StringBuilder(units.length() / 4);
    for (int i = 0; i < units.length(); i += 4) {
      text.append((char) Integer.parseInt(units, i, i + 4, 16));
    }
    return text.toString();
  }
}
