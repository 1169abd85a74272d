package io.cloakroom.session.content;

import io.cloakroom.callback.Arguments;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a session that its record holds as attributes and that the session does not show as
 * such. Every serializer keeps attributes, one of a user's own too, and Express carries them along.
 */
public final class RecordFacts {

  /** When the session began, as ISO 8601 writes an instant. */
  public static final String CREATED = "__cloakroom_created";

  /** How long the session lives without being used, as ISO 8601 writes a duration. */
  public static final String IDLE = "__cloakroom_idle";

  /** Times out of this range were not written by a store, and calculations could overflow. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final String RESERVED = "__cloakroom_";

  private RecordFacts() {}

  /** Returns whether a name belongs to the record and not to the application. */
  public static boolean isReserved(String name) {
    return name.startsWith(RESERVED);
  }

  /**
   * Checks the name of an attribute that the application sets.
   *
   * @throws IllegalArgumentException if it is null, empty or reserved
   */
  public static void requireAttribute(String name) {
    Arguments.require(name, "name of a session attribute");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("The name of a session attribute must not be empty");
    }
    if (isReserved(name)) {
      throw new IllegalArgumentException(
          "The session attribute " + name + " has a name that is reserved for the record itself");
    }
  }

  /** The names in the order of a record: its facts come first, where Express leaves them. */
  static Set<String> inOrder(Set<String> names) {
    if (isOrdered(names)) {
      return names;
    }
    Set<String> ordered = new LinkedHashSet<>();
    for (String name : names) {
      if (isReserved(name)) {
        ordered.add(name);
      }
    }
    ordered.addAll(names);
    return ordered;
  }

  private static boolean isOrdered(Set<String> names) {
    boolean behindOthers = false;
    for (String name : names) {
      if (!isReserved(name)) {
        behindOthers = true;
      } else if (behindOthers) {
        return false;
      }
    }
    return true;
  }

  /** Returns the time that a value holds; null where it holds none. */
  public static @Nullable Instant time(@Nullable Object value) {
    try {
      Instant time = value instanceof String text ? Instant.parse(text) : null;
      return time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns the duration that a value holds; null where it holds none that is more than zero. */
  public static @Nullable Duration duration(@Nullable Object value) {
    try {
      Duration found = value instanceof String text ? Duration.parse(text) : null;
      return found == null || found.isZero() || found.isNegative() ? null : found;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /**
   * Returns a session's own interval as its record says it.
   *
   * @param most the longest that is allowed
   * @throws IllegalArgumentException if it is not more than zero, or longer
   */
  public static String idle(Duration interval, Duration most) {
    Arguments.requireDuration(interval, most, "The idle interval of a session", "");
    return interval.toString();
  }
}
