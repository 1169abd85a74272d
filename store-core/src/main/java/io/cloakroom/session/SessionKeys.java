package io.cloakroom.session;

import java.util.Optional;

/** Which keys in Redis are sessions: the prefix, followed by an id. */
record SessionKeys(String prefix) {

  String keyOf(SessionId id) {
    return prefix + id.value();
  }

  /** The id of the session that stands under a key; empty where the key is not a session's. */
  Optional<SessionId> idOf(String key) {
    if (!key.startsWith(prefix)) {
      return Optional.empty();
    }
    String rest = key.substring(prefix.length());
    return SessionId.isValid(rest) ? Optional.of(SessionId.of(rest)) : Optional.empty();
  }
}
