package io.cloakroom.session.index;

import io.cloakroom.callback.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the option {@code userIndex} says of a session whose user it knows.
 *
 * @param text the user's name
 * @param type the class of the value that it was made of
 * @param isName false where it is the result of {@link Object#toString} itself, which differs from
 *     one request to the next
 */
public record UserName(String text, Class<?> type, boolean isName) {

  /** Returns the user's name that a value holds; null if there is no user. */
  public static @Nullable UserName of(@Nullable Object value) {
    return value == null ? null : Callback.call("userIndex", () -> named(value));
  }

  private static @Nullable UserName named(Object value) {
    String text = value.toString();
    return text == null || text.isBlank()
        ? null
        : new UserName(text, value.getClass(), !isOfEveryObject(value, text));
  }

  private static boolean isOfEveryObject(Object value, String text) {
    String type = value.getClass().getName() + "@";
    return text.startsWith(type) && text.equals(type + Integer.toHexString(value.hashCode()));
  }

  /**
   * Checks that a session can be found by this name.
   *
   * @throws IllegalStateException if not
   */
  public void require() {
    if (!isName) {
      throw new IllegalStateException(
          "The option userIndex finds a "
              + type.getTypeName()
              + ", which has no toString of its own and so names nobody: store a String, number,"
              + " enum or UUID, or use userIndex(session -> …)");
    }
  }
}
