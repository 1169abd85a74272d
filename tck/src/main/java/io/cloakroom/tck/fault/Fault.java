package io.cloakroom.tck.fault;

import java.time.Duration;

/** What becomes of replies. */
sealed interface Fault {

  /** They arrive as they are. */
  record None() implements Fault {}

  /**
   * The connection ends in the middle of the next one.
   *
   * @param bytes what still comes through
   * @param once whether those after it arrive as they are
   */
  record Cut(int bytes, boolean once) implements Fault {
    public Cut {
      if (bytes < 0) {
        throw new IllegalArgumentException("bytes must not be negative, but is " + bytes);
      }
    }
  }

  /** The connection is reset in place of the next one. */
  record Reset() implements Fault {}

  /** They arrive later. */
  record Delay(Duration by) implements Fault {
    public Delay {
      if (by.isNegative()) {
        throw new IllegalArgumentException("A delay must not be negative, but is " + by);
      }
    }
  }

  /**
   * An error comes in their place.
   *
   * @param error an error reply without its minus sign
   */
  record Answer(String error) implements Fault {
    public Answer {
      if (error.contains("\r") || error.contains("\n")) {
        throw new IllegalArgumentException("An error reply is one line");
      }
    }
  }
}
