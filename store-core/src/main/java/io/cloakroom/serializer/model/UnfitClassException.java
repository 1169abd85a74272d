package io.cloakroom.serializer.model;

/** Objects of a class can't be stored and restored equal. */
public final class UnfitClassException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param reason completes the sentence "a com.acme.Cart, which …", and ends with what to do
   */
  public UnfitClassException(String reason) {
    super(reason);
  }

  /** Completes the sentence "a com.acme.Cart, which …", and ends with what to do. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
