package io.cloakroom.serializer;

import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.serializer.model.RefusedValuesException;
import org.jspecify.annotations.Nullable;

/**
 * A stored value that can't be restored here, on its way up to the code that knows the attribute.
 * Costs no stack trace: the value stays in the record as it is.
 */
public final class UnrestorableValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String REFUSED = "the class refuses what is stored";

  private final @Nullable String type;

  /**
   * Creates the exception.
   *
   * @param type the name of the class that can't be restored; null if it is not known
   * @param reason completes the sentence "It can't be restored: …", with nothing of the value
   */
  public UnrestorableValueException(@Nullable String type, String reason) {
    super(reason, null, false, false);
    this.type = type;
  }

  /** Returns what to throw where the class refused with the given failure. */
  public static UnrestorableValueException of(@Nullable Class<?> javaClass, Throwable failure) {
    if (failure instanceof UnrestorableValueException inner) {
      return inner;
    }
    return new UnrestorableValueException(
        javaClass == null ? null : javaClass.getName(), reasonOf(failure));
  }

  private static String reasonOf(Throwable failure) {
    if (failure instanceof RefusedValuesException refused) {
      return REFUSED + ": " + refused.reason();
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof LinkageError ? "the class can't be initialized" : REFUSED;
  }

  /** Returns what to throw where an enum lacks the constant that is stored. */
  public static UnrestorableValueException ofConstant(Class<?> enumClass) {
    return new UnrestorableValueException(enumClass.getName(), "the enum has no such constant");
  }

  /** Returns the exception for whatever was thrown while an attribute was restored. */
  public static UnreadableAttributeException in(String attribute, Throwable failure) {
    if (failure instanceof UnrestorableValueException known) {
      return new UnreadableAttributeException(
          attribute, known.type, String.valueOf(known.getMessage()));
    }
    // not as the cause: messages of libraries, and of the user's constructors, may hold content
    return new UnreadableAttributeException(
        attribute, null, "restoring it threw a " + failure.getClass().getName());
  }
}
