package io.cloakroom.tck.history;

import java.util.Map;

/** What a client was told. */
sealed interface Outcome {

  /**
   * The session is there, with these attributes after the operation.
   *
   * @param seen their values in one text each
   */
  record Found(Map<String, String> seen) implements Outcome {

    public Found {
      seen = Map.copyOf(seen);
    }
  }

  /** It was there; nothing was seen of it. */
  record Done() implements Outcome {}

  /** There is no such session. */
  record Gone() implements Outcome {}

  /** It failed, so that it may have happened or not. */
  record Unknown() implements Outcome {}

  /** It ended by an exception that is no failure of Redis, and no conflict. */
  record Threw(Throwable failure) implements Outcome {}
}
