package io.cloakroom.session;

/**
 * Which keys in Redis are sessions: the prefix, followed by an id, or by its hash.
 *
 * @param prefix what all of them begin with
 * @param hashing whether the hash stands there instead of the id
 */
record SessionKeys(String prefix, boolean hashing) {

  /** What follows after a colon is never a session. */
  private static final String USERS = "users:";

  String keyOf(SessionId id) {
    return prefix + wordOf(id);
  }

  /** What stands for a session in Redis. */
  String wordOf(SessionId id) {
    return hashing ? HashedSessionId.of(id).value() : id.value();
  }

  /** The key of the index of a user's sessions. Whoever reads keys can't read names in it. */
  String indexKeyOf(String user) {
    return prefix + USERS + HashedSessionId.hash(user);
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
