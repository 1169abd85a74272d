package io.cloakroom.callback;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks what an application hands in. */
public final class Arguments {

  private Arguments() {}

  /**
   * Refuses an argument that is null.
   *
   * @param name what the argument is called in the message
   */
  public static void require(@Nullable Object argument, String name) {
    if (argument == null) {
      throw new IllegalArgumentException("The " + name + " must not be null");
    }
  }

  /**
   * Returns a duration, and refuses one that is not positive or too long.
   *
   * @param name what it is called in the message
   * @param advice what to do instead, as the end of the message; may be empty
   */
  public static Duration requireDuration(
      Duration value, Duration most, String name, String advice) {
    if (value.isZero() || value.isNegative() || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s must be more than zero and at most %s days, but is %s%s"
              .formatted(name, most.toDays(), value, advice));
    }
    return value;
  }

  /**
   * Returns the value of an option, and refuses null.
   *
   * @param what which values there are, for the message
   */
  public static <T> T requireOption(@Nullable T value, String option, String what) {
    if (value == null) {
      throw new IllegalArgumentException("Option " + option + " must be " + what + ", not null");
    }
    return value;
  }
}
