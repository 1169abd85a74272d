package io.cloakroom.tck.http.model;

import io.cloakroom.tck.http.model.WebStep.Cookies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The headers of the model's requests. */
final class WebHeaders {

  private WebHeaders() {}

  /** Another's cookie under names that a careless reader takes for the right one. */
  static List<String> lookalikes(String name, Optional<String> another) {
    String value = another.orElse("s%3Ajunk.junk");
    return Stream.of(name.toUpperCase(Locale.ROOT), "x" + name, name + "x", "x." + name, name + ".")
        .map(like -> like + "=" + value)
        .toList();
  }

  /**
   * The headers of a request.
   *
   * @param number the request's
   * @param cookies those that it brings
   */
  static Map<String, List<String>> of(
      WebStep step, WebSetup setup, int number, List<String> cookies) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Cookie", cookieLines(setup.cookieName(), cookies, step.cookies()));
    headers.put(WebSetup.NUMBER, List.of("" + number));
    if (setup.tls()) {
      headers.putAll(step.proxy().headers());
    }
    return headers;
  }

  private static List<String> cookieLines(String name, List<String> cookies, Cookies way) {
    List<String> pairs = new ArrayList<>(cookies);
    String junk = name + "=s%3Ajunk.junk";
    if (way == Cookies.JUNK_FIRST) {
      pairs.add(0, junk);
    } else if (way == Cookies.JUNK_LAST) {
      pairs.add(junk);
    }
    List<String> lines = new ArrayList<>();
    if (way == Cookies.SEVERAL_LINES) {
      lines.add("first=1");
      lines.addAll(pairs);
      lines.add("last=1");
    } else if (way == Cookies.CROWDED) {
      IntStream.range(0, 300).forEach(i -> pairs.add(0, "o" + i + "=v"));
      lines.add(String.join("; ", pairs));
    } else if (way == Cookies.TIGHT) {
      pairs.add(0, "first=1");
      lines.add(String.join(";", pairs));
    } else if (!pairs.isEmpty()) {
      lines.add(String.join("; ", pairs));
    }
    return lines;
  }
}
