package io.cloakroom.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What stands in Redis in place of a session's id where the option {@code idHashing} is on: its
 * SHA-256. It names a session, but nobody can use the session by it, so that it may be logged.
 *
 * @param value 43 characters of base64url without padding
 */
public record HashedSessionId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  /**
   * A hash as {@link RedisSessionStore#hashedIds} gave it.
   *
   * @throws IllegalArgumentException if the value is not of the stated form
   */
  public HashedSessionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "A hashed session id has 43 characters of base64url: " + value.length() + " characters");
    }
  }

  /** The hash of an id. */
  public static HashedSessionId of(SessionId id) {
    return new HashedSessionId(hash(id.value()));
  }

  static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }
}
