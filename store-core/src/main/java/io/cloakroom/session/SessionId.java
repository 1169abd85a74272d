package io.cloakroom.session;

import io.cloakroom.annotation.CheckReturnValue;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The id of a session. Whoever knows it is the session's user, so {@link #toString} shows only its
 * beginning; {@link #value} gives it in full.
 *
 * <p>Any text can be an id, as in express-session. Each has a key of its own in Redis, whatever
 * characters it has; {@link RedisSessionStoreBuilder#prefix} says which.
 */
@CheckReturnValue
public final class SessionId {

  /** As much as browsers keep in a cookie. */
  private static final int MAXIMUM_LENGTH = 4096;

  private static final int RANDOM_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String value;

  /** The key in the store that asked for it last, since a request needs it several times. */
  private volatile @Nullable KnownKey known;

  private SessionId(String value) {
    this.value = value;
  }

  private record KnownKey(SessionKeys keys, String key) {}

  /**
   * Returns a session id of the given text.
   *
   * @param value 1 to 4096 UTF-16 code units, well-formed: no half of a surrogate pair
   * @throws IllegalArgumentException if the text is null or not of this form
   */
  public static SessionId of(String value) {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "A session id is a text of 1 to " + MAXIMUM_LENGTH + " characters, but " + fault(value));
    }
    return new SessionId(value);
  }

  /** Returns the id that stands in keys as it is; empty where the text is too long for one. */
  static Optional<SessionId> ofPlain(String text) {
    return text.length() <= MAXIMUM_LENGTH ? Optional.of(new SessionId(text)) : Optional.empty();
  }

  /**
   * Returns a new id of 192 random bits, in base64url without padding: 32 characters, as
   * express-session makes them.
   */
  public static SessionId random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Returns the text of the id, in full. */
  public String value() {
    return value;
  }

  /** Returns the key of the session with this id in a store. */
  String keyIn(SessionKeys keys) {
    KnownKey last = known;
    if (last == null || !last.keys().equals(keys)) {
      last = new KnownKey(keys, keys.prefix() + keys.form().wordOf(this));
      known = last;
    }
    return last.key();
  }

  /** Returns whether a text has the form of a session id; false for null. */
  public static boolean isValid(@Nullable String text) {
    return text != null
        && !text.isEmpty()
        && text.length() <= MAXIMUM_LENGTH
        && !hasHalfOfAPair(text);
  }

  private static boolean hasHalfOfAPair(String text) {
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        return true;
      }
    }
    return false;
  }

  private static String fault(@Nullable String value) {
    if (value == null) {
      return "this one is null";
    }
    if (value.isEmpty()) {
      return "this one is empty";
    }
    return value.length() > MAXIMUM_LENGTH
        ? "this one has " + value.length()
        : "this one has half of a surrogate pair";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionId id && id.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /**
   * Returns the first characters of the id, a quarter of it at most four, and its length: fit for a
   * log. What is not a visible character of ASCII is a question mark.
   */
  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder();
    value
        .substring(0, Math.min(4, value.length() / 4))
        .chars()
        .forEach(c -> shown.append(c > ' ' && c < 0x7f ? (char) c : '?'));
    return shown.append("…(").append(value.length()).append(')').toString();
  }
}
