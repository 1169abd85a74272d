package io.cloakroom.record;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that can't be restored here: its class is unknown or not allowed, has no such enum
 * constant, or refuses what is stored. Its bytes stay in the record as they are, so that a server
 * that knows the class can restore it. The message names the attribute, its class and the reason,
 * and holds nothing of its value.
 */
public final class UnreadableAttributeException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_NAME = 200;

  private final String attribute;
  private final @Nullable String type;
  private final String reason;

  /**
   * Creates the exception.
   *
   * @param attribute the attribute's name
   * @param type the name of the class that can't be restored, which may be the class of a value
   *     inside the attribute; null where it is not known. What can't be the name of a class is
   *     taken for null
   * @param reason what is wrong, with nothing of what the bytes say
   */
  public UnreadableAttributeException(String attribute, @Nullable String type, String reason) {
    super(
        "Attribute %s %s: %s"
            .formatted(
                AttributeName.quoted(attribute),
                isClassName(type)
                    ? "holds a " + type + ", which can't be restored here"
                    : "can't be restored here",
                reason));
    this.attribute = attribute;
    this.type = isClassName(type) ? type : null;
    this.reason = reason;
  }

  /** Returns the name of the attribute. */
  public String attribute() {
    return attribute;
  }

  /** Returns the name of the class that can't be restored; empty where it is not known. */
  public Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** Returns what is wrong, with nothing of what the bytes say. */
  public String reason() {
    return reason;
  }

  /** Stored bytes may name anything, and a log line must not hold just anything. */
  private static boolean isClassName(@Nullable String name) {
    return name != null
        && name.length() <= LONGEST_NAME
        && name.matches("[\\p{L}_$][\\p{L}\\p{N}_$.<>\\[\\]-]*");
  }
}
