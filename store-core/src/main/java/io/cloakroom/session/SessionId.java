package io.cloakroom.session;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The id of a session. Whoever knows it is the session's user, so {@link #toString} shows only its
 * beginning; {@link #value} gives it in full.
 *
 * @param value 1 to 256 characters out of {@code A–Z a–z 0–9 - _ . ~ + / =}. A colon is not among
 *     them: what lies behind a further colon in Redis is never taken for a session
 */
public record SessionId(String value) {

  private static final int MAXIMUM_LENGTH = 256;
  private static final int RANDOM_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * @throws IllegalArgumentException if the value is null or not of the stated form
   */
  public SessionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "A session id has 1 to 256 characters out of A-Z a-z 0-9 - _ . ~ + / =, but this one "
              + fault(value));
    }
  }

  /**
   * A session id of the given text.
   *
   * @throws IllegalArgumentException if the text is null or not of the form that {@link SessionId}
   *     states
   */
  public static SessionId of(String value) {
    return new SessionId(value);
  }

  /**
   * A new id of 192 random bits, in base64url without padding: 32 characters, as express-session
   * makes them.
   */
  public static SessionId random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether a text has the form of a session id; false for null. */
  public static boolean isValid(@Nullable String text) {
    return text != null
        && !text.isEmpty()
        && text.length() <= MAXIMUM_LENGTH
        && text.chars().allMatch(SessionId::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.~+/=".indexOf(c) >= 0;
  }

  private static String fault(@Nullable String value) {
    if (value == null) {
      return "is null";
    }
    if (value.isBlank()) {
      return "is blank";
    }
    return value.length() > MAXIMUM_LENGTH
        ? "has " + value.length()
        : "has a character that is not among them";
  }

  /**
   * The first characters of the id, a quarter of it at most four, and its length: fit for a log.
   */
  @Override
  public String toString() {
    return value.substring(0, Math.min(4, value.length() / 4)) + "…(" + value.length() + ")";
  }
}
