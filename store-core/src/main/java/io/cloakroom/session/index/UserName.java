package io.cloakroom.session.index;

import io.cloakroom.callback.Callback;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the option {@code userIndex} says of a session whose user it knows.
 *
 * @param text the user's name
 * @param type the class of the value that it was made of
 * @param isName false where it is the text of an object that has more than a name: it changes when
 *     a part of the object does
 */
public record UserName(String text, Class<?> type, boolean isName) {

  private static final List<Class<?>> NAMES =
      List.of(String.class, Number.class, Enum.class, UUID.class);

  /** Returns the user's name that a value holds; null if there is no user. */
  public static @Nullable UserName of(@Nullable Object value) {
    return value == null ? null : Callback.call("userIndex", () -> named(value));
  }

  private static @Nullable UserName named(Object value) {
    String text = value.toString();
    return text == null || text.isBlank()
        ? null
        : new UserName(text, value.getClass(), NAMES.stream().anyMatch(it -> it.isInstance(value)));
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
              + ", whose text may change although the user is the same: store a String, number, enum"
              + " or UUID, or use userIndex(session -> …)");
    }
  }
}
