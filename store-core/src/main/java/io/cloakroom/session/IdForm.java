package io.cloakroom.session;

import io.cloakroom.session.keys.EncodedId;
import io.cloakroom.session.keys.IdHash;
import io.cloakroom.session.keys.ReservedKeys;
import java.util.Optional;

/**
 * How the id of a session stands in its key, behind the prefix: as a word. No two ids have the same
 * word, and none has one by which the store keeps something else.
 */
enum IdForm {

  /** Percent-encoded where {@link EncodedId} says so, so that a word looks like nothing else. */
  ENCODED {
    @Override
    String wordOf(SessionId id) {
      return EncodedId.encode(id.value());
    }

    @Override
    Optional<SessionId> idOf(String word) {
      return EncodedId.isPlain(word)
          ? SessionId.ofPlain(word)
          : Optional.of(EncodedId.decode(word)).filter(SessionId::isValid).map(SessionId::of);
    }

    @Override
    Optional<SessionId> foundByWalks(String word) {
      return idOf(word);
    }
  },

  /**
   * Unchanged, as a peer needs it. An id that looks like one of the store's own keys has another
   * word, and is not shared.
   */
  VERBATIM {
    @Override
    String wordOf(SessionId id) {
      return ReservedKeys.contain(id.value()) ? ReservedKeys.ESCAPE + id.value() : id.value();
    }

    @Override
    Optional<SessionId> idOf(String word) {
      if (!ReservedKeys.contain(word)) {
        return Optional.of(word).filter(SessionId::isValid).map(SessionId::of);
      }
      return word.startsWith(ReservedKeys.ESCAPE)
          ? Optional.of(SessionId.of(word.substring(ReservedKeys.ESCAPE.length())))
          : Optional.empty();
    }

    /** Other words could be keys of a longer prefix, so that walks leave them alone. */
    @Override
    Optional<SessionId> foundByWalks(String word) {
      return EncodedId.isPlain(word) ? idOf(word) : Optional.empty();
    }
  },

  /** By its hash, from which the id can't be found out. */
  HASHED {
    @Override
    String wordOf(SessionId id) {
      return HashedSessionId.of(id).value();
    }

    /** Returns the hash itself: it names the session for looking at it. */
    @Override
    Optional<SessionId> idOf(String word) {
      return IdHash.isValid(word) ? Optional.of(SessionId.of(word)) : Optional.empty();
    }

    @Override
    Optional<SessionId> foundByWalks(String word) {
      return idOf(word);
    }
  };

  /** Returns what stands for an id in its key. */
  abstract String wordOf(SessionId id);

  /** Returns the id that a word stands for; empty where it is no session's. */
  abstract Optional<SessionId> idOf(String word);

  /** Returns the same, unless what stands behind a prefix could be of another prefix's key. */
  abstract Optional<SessionId> foundByWalks(String word);
}
