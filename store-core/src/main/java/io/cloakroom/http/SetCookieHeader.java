package io.cloakroom.http;

import io.cloakroom.record.SessionCookie;
import java.time.Duration;
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

  /**
   * Returns a header that sets a cookie. If it expires, the header says so in both ways: {@code
   * Max-Age} is right for clients whose clock is not, {@code Expires} is for those that know
   * nothing else.
   */
  static String of(String name, String value, SessionCookie cookie, Instant now) {
    Instant expires = cookie.expires();
    if (expires == null) {
      expires = cookie.usedAt(now).expires();
    }
    return header(
        name,
        PercentEncoding.encode(value),
        cookie,
        expires == null ? 0 : secondsLeft(cookie, Duration.between(now, expires)),
        expires);
  }

  /** No more than the cookie's {@code maxAge}, whichever clock set its {@code expires}. */
  private static long secondsLeft(SessionCookie cookie, Duration left) {
    Duration maxAge = cookie.maxAge();
    Duration least = maxAge == null || maxAge.compareTo(left) > 0 ? left : maxAge;
    return Math.max(0, least.plusMillis(999).toSeconds());
  }

  /** Returns a header that removes the browser's cookie: same path and domain, long expired. */
  static String expired(String name, SessionCookie cookie) {
    return header(name, "", cookie, 0, Instant.EPOCH);
  }

  private static String header(
      String name, String value, SessionCookie cookie, long maxAge, @Nullable Instant expires) {
    StringBuilder header = new StringBuilder(192).append(name).append('=').append(value);
    if (expires != null) {
      header.append("; Max-Age=").append(maxAge);
    }
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
