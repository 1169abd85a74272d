package io.cloakroom.session;

import io.cloakroom.session.keys.EncodedId;
import io.cloakroom.session.keys.ReservedKeys;
import java.util.Optional;

/**
 * The keys of sessions in Redis: the prefix, followed by a word that stands for an id.
 *
 * @param prefix the beginning of all of them
 * @param form how ids stand there
 */
record SessionKeys(String prefix, IdForm form) {

  boolean hashing() {
    return form == IdForm.HASHED;
  }

  String keyOf(SessionId id) {
    return id.keyIn(this);
  }

  /** Returns what stands for a session in Redis. */
  String wordOf(SessionId id) {
    return wordIn(keyOf(id));
  }

  String keyOfWord(String word) {
    return prefix + word;
  }

  /** Returns what stands for a session in its key. */
  String wordIn(String key) {
    return key.substring(prefix.length());
  }

  /** Returns whether a word is a session's. */
  boolean isWord(String word) {
    return form.idOf(word).isPresent();
  }

  /** Keys with the same prefix that no session has. */
  ReservedKeys reserved() {
    return new ReservedKeys(prefix);
  }

  /** Returns the key of the note that the session under a key was given another id. */
  String markerKeyOf(String key) {
    return reserved().markerOf(key, form != IdForm.VERBATIM);
  }

  /** Whether a prefix ends such that what follows in a key can't belong to a longer prefix. */
  static boolean isSeparate(String prefix) {
    return !prefix.isEmpty() && !EncodedId.isInWords(prefix.charAt(prefix.length() - 1));
  }

  /** Returns the id, or its hash, in a key that a walk met; empty where it is no session's. */
  Optional<SessionId> foundIn(String key) {
    return key.startsWith(prefix) ? form.foundByWalks(wordIn(key)) : Optional.empty();
  }

  /** Returns the id, or its hash, in a session's key; another key is refused by an exception. */
  SessionId idIn(String key) {
    return form.idOf(wordIn(key))
        .orElseThrow(() -> new IllegalArgumentException("The key is no session's"));
  }

  /** Returns the hash in a session's key, where ids are hashed. */
  HashedSessionId hashIn(String key) {
    return new HashedSessionId(wordIn(key));
  }

  /** Returns what a key may be called in a log: an id masked, a hash in full. */
  String nameOf(String key) {
    return hashing() ? hashIn(key).value() : idIn(key).toString();
  }
}
