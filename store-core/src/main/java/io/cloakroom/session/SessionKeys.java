package io.cloakroom.session;

/**
 * Which keys in Redis are sessions: the prefix, followed by an id, or by its hash.
 *
 * @param prefix what all of them begin with
 * @param hashing whether the hash stands there instead of the id
 */
record SessionKeys(String prefix, boolean hashing) {

  String keyOf(SessionId id) {
    return prefix + (hashing ? HashedSessionId.of(id).value() : id.value());
  }

  String keyOf(HashedSessionId id) {
    return prefix + id.value();
  }

  /** Whether a key is a session's, as far as a key can tell. */
  boolean include(String key) {
    if (!key.startsWith(prefix)) {
      return false;
    }
    String rest = key.substring(prefix.length());
    return hashing ? HashedSessionId.isValid(rest) : SessionId.isValid(rest);
  }

  /** The id in a key that is {@link #include included}, where ids are not hashed. */
  SessionId idIn(String key) {
    return SessionId.of(key.substring(prefix.length()));
  }

  /** The hash in a key that is {@link #include included}, where ids are hashed. */
  HashedSessionId hashIn(String key) {
    return new HashedSessionId(key.substring(prefix.length()));
  }

  /** What a key may be called in a log: an id masked, a hash in full. */
  String nameOf(String key) {
    return hashing ? hashIn(key).value() : idIn(key).toString();
  }
}
