package io.cloakroom.serializer.model;

/** A class does not make an object of the values that are stored. */
public final class RefusedValuesException extends ReflectiveOperationException {

  private static final long serialVersionUID = 1L;

  RefusedValuesException(String reason) {
    super(reason);
  }

  /** Completes the sentence "the class refuses what is stored: …", with nothing of the values. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
