package io.cloakroom.record;

import io.cloakroom.annotation.CheckReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says how long a session and its cookie live, and with which attributes the cookie was issued.
 * These are the members of {@code cookie} in express-session's record. Immutable; each {@code
 * with…} gives a changed copy.
 *
 * <pre>{@code
 * session.setCookie(session.cookie().withMaxAge(Duration.ofDays(30))); // remember me
 * }</pre>
 *
 * @param maxAge how long the session lives from each time it is saved or touched ({@code
 *     originalMaxAge}), to the millisecond; null: as long as the browser is open
 * @param expires when the cookie expires, to the millisecond; null: with the browser. Where there
 *     is a {@code maxAge} it follows from that, and may lie in the past in a session that was only
 *     touched since it was saved
 * @param secure whether the browser sends it through TLS only; null: not said
 * @param httpOnly whether it is kept from scripts
 * @param domain the domain whose hosts get it; null: only the host that set it
 * @param path the path below which it is sent, beginning with a slash
 * @param sameSite with which requests from other sites it is sent; null: not said
 * @param partitioned whether it is kept apart by top-level site; null: not said
 * @param priority what a browser that is short of space does with it; null: not said
 */
@CheckReturnValue
public record SessionCookie(
    @Nullable Duration maxAge,
    @Nullable Instant expires,
    @Nullable Boolean secure,
    boolean httpOnly,
    @Nullable String domain,
    String path,
    @Nullable SameSite sameSite,
    @Nullable Boolean partitioned,
    @Nullable CookiePriority priority) {

  /**
   * Path {@code /} and HttpOnly, and nothing else: no expiry, no SameSite, no Secure. This is
   * express-session's own default, and what sessions have that no request began. The cookies of
   * requests have more, by the options of the engine.
   */
  public static final SessionCookie PLAIN =
      new SessionCookie(null, null, null, true, null, "/", null, null, null);

  /** The longest {@code maxAge}: 1 000 years. */
  public static final Duration LONGEST = Duration.ofDays(365_000);

  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /**
   * @throws IllegalArgumentException if {@code maxAge} is beyond 1 000 years, {@code expires}
   *     beyond the years 0 to 9999, the path does not begin with a slash, or the path or domain
   *     holds a semicolon, a comma, white space or a character that is not printable ASCII
   */
  public SessionCookie {
    if (maxAge != null
        && (maxAge.compareTo(LONGEST) > 0 || maxAge.compareTo(LONGEST.negated()) < 0)) {
      throw new IllegalArgumentException("cookie maxAge is beyond 1 000 years: " + maxAge);
    }
    if (expires != null && (expires.isBefore(EARLIEST) || expires.isAfter(LATEST))) {
      throw new IllegalArgumentException(
          "cookie expires is beyond the years 0 to 9999: " + expires);
    }
    if (!path.startsWith("/") || !isAttributeValue(path)) {
      throw new IllegalArgumentException(
          "cookie path must begin with / and be printable ASCII without semicolon, comma or space");
    }
    if (domain != null && (domain.isEmpty() || !isAttributeValue(domain))) {
      throw new IllegalArgumentException(
          "cookie domain must be printable ASCII without semicolon, comma or space");
    }
    maxAge = maxAge == null ? null : wholeMillis(maxAge);
    expires = expires == null ? null : expires.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Rounds up, so that a time to live that is more than zero stays so. */
  private static Duration wholeMillis(Duration duration) {
    Duration whole = duration.truncatedTo(ChronoUnit.MILLIS);
    return whole.compareTo(duration) < 0 ? whole.plusMillis(1) : whole;
  }

  /**
   * With another time to live, counted from each save and touch.
   *
   * @param newMaxAge null: as long as the browser is open; zero or less ends the session
   */
  public SessionCookie withMaxAge(@Nullable Duration newMaxAge) {
    return new SessionCookie(
        newMaxAge, null, secure, httpOnly, domain, path, sameSite, partitioned, priority);
  }

  /**
   * With a fixed end, which saving and touching do not move. It takes the place of a {@code
   * maxAge}.
   *
   * @param newExpires null: with the browser; now or in the past ends the session
   */
  public SessionCookie withExpires(@Nullable Instant newExpires) {
    return new SessionCookie(
        null, newExpires, secure, httpOnly, domain, path, sameSite, partitioned, priority);
  }

  /**
   * Returns the cookie as it is when the session is used at the given time: {@code maxAge} from
   * then.
   */
  public SessionCookie usedAt(Instant now) {
    return maxAge == null
        ? this
        : new SessionCookie(
            maxAge,
            now.plus(maxAge),
            secure,
            httpOnly,
            domain,
            path,
            sameSite,
            partitioned,
            priority);
  }

  /** Returns the cookie with an expiry, if it has one, that is not after the given end. */
  public SessionCookie endingBy(@Nullable Instant end) {
    return end == null || expires == null || !expires.isAfter(end)
        ? this
        : new SessionCookie(
            maxAge, end, secure, httpOnly, domain, path, sameSite, partitioned, priority);
  }

  /** Returns whether both say the same: {@code expires} does not count beside {@code maxAge}. */
  public boolean isSameChoiceAs(SessionCookie other) {
    return chosen().equals(other.chosen());
  }

  private SessionCookie chosen() {
    return maxAge == null ? this : withMaxAge(maxAge);
  }

  private static boolean isAttributeValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == ';' || c == ',') {
        return false;
      }
    }
    return true;
  }
}
