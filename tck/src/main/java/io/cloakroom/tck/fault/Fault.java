package io.cloakroom.tck.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
  record ErrorReply(String error) implements Fault {
    public ErrorReply {
      Fault.checked(error);
    }
  }

  /**
   * Another comes in the place of some of them.
   *
   * @param replies gives the reply to a command, as it is sent; empty where the server is to answer
   */
  record Reply(Function<List<String>, Optional<String>> replies) implements Fault {}

  private static void checked(String error) {
    if (error.contains("\r") || error.contains("\n")) {
      throw new IllegalArgumentException("An error reply is one line");
    }
  }
}
