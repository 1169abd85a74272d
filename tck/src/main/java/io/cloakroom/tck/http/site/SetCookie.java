package io.cloakroom.tck.http.site;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code Set-Cookie} header, taken apart.
 *
 * @param value as sent, without decoding
 * @param attributes by name in lower case; empty where one has no value
 */
public record SetCookie(String name, String value, Map<String, String> attributes) {

  static SetCookie parse(String header) {
    String[] parts = header.split(";", -1);
    String[] pair = parts[0].split("=", 2);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] attribute = parts[i].strip().split("=", 2);
      String name = attribute[0].toLowerCase(Locale.ROOT);
      if (attributes.put(name, attribute.length == 1 ? "" : attribute[1]) != null) {
        throw new AssertionError("Attribute " + name + " stands twice in " + header);
      }
    }
    return new SetCookie(pair[0].strip(), pair.length == 1 ? "" : pair[1].strip(), attributes);
  }

  /** What a browser sends back. */
  public String pair() {
    return name + "=" + value;
  }

  public Optional<Instant> expires() {
    return Optional.ofNullable(attributes.get("expires"))
        .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
  }

  /**
   * Whether it takes the browser's cookie away: {@code Max-Age} counts more than {@code Expires}
   * (RFC 6265, section 5.3).
   */
  public boolean isExpired() {
    String maxAge = attributes.get("max-age");
    return maxAge == null
        ? expires().filter(end -> !end.isAfter(Instant.now())).isPresent()
        : Long.parseLong(maxAge) <= 0;
  }
}
