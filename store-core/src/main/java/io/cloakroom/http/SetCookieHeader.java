package io.cloakroom.http;

import io.cloakroom.session.SessionCookie;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the value of a {@code Set-Cookie} header, its attributes in the order of Express. */
final class SetCookieHeader {

  /** IMF-fixdate, RFC 9110, section 5.6.7. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private SetCookieHeader() {}

  /** A cookie that carries a value. */
  static String of(String name, String value, SessionCookie cookie) {
    return header(name, PercentEncoding.encode(value), cookie, cookie.expires());
  }

  /** A cookie that takes the browser's away: the same path and domain, long expired. */
  static String expired(String name, SessionCookie cookie) {
    return header(name, "", cookie, Instant.EPOCH);
  }

  private static String header(
      String name, String value, SessionCookie cookie, @Nullable Instant expires) {
    StringBuilder header = new StringBuilder(160).append(name).append('=').append(value);
    if (cookie.domain() != null) {
      header.append("; Domain=").append(cookie.domain());
    }
    header.append("; Path=").append(cookie.path());
    if (expires != null) {
      header.append("; Expires=").append(DATE.format(expires));
    }
    if (cookie.httpOnly()) {
      header.append("; HttpOnly");
    }
    if (Boolean.TRUE.equals(cookie.secure())) {
      header.append("; Secure");
    }
    if (Boolean.TRUE.equals(cookie.partitioned())) {
      header.append("; Partitioned");
    }
    if (cookie.priority() != null) {
      header.append("; Priority=").append(capitalized(cookie.priority()));
    }
    if (cookie.sameSite() != null) {
      header.append("; SameSite=").append(capitalized(cookie.sameSite()));
    }
    return header.toString();
  }

  private static String capitalized(Enum<?> constant) {
    return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
