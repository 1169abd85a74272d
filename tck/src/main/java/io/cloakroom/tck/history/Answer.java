package io.cloakroom.tck.history;

import java.util.Map;

/** What a client was told. */
sealed interface Answer {

  /**
   * The session is there, with these attributes after the operation.
   *
   * @param seen their values in one text each
   */
  record Found(Map<String, String> seen) implements Answer {

    public Found {
      seen = Map.copyOf(seen);
    }
  }

  /** It was there; nothing was seen of it. */
  record Done() implements Answer {}

  /** There is no such session. */
  record Gone() implements Answer {}

  /** It failed, so that it may have happened or not. */
  record Unknown() implements Answer {}
}
