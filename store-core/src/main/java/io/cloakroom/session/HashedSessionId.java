package io.cloakroom.session;

import io.cloakroom.session.keys.IdHash;

/**
 * What stands in Redis in place of a session's id where the option {@code idHashing} is on: its
 * SHA-256. It names a session, but nobody can use the session by it, so that it may be logged.
 *
 * @param value 43 characters of base64url without padding
 */
public record HashedSessionId(String value) {

  /**
   * A hash as {@link RedisSessionStore#hashedIds} gave it.
   *
   * @throws IllegalArgumentException if the value is not of the stated form
   */
  public HashedSessionId {
    if (!IdHash.isValid(value)) {
      throw new IllegalArgumentException(
          "A hashed session id has 43 characters of base64url: " + value.length() + " characters");
    }
  }

  /** Returns the hash of an id. */
  public static HashedSessionId of(SessionId id) {
    return new HashedSessionId(IdHash.of(id.value()));
  }
}
