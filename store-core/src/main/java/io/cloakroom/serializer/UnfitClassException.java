package io.cloakroom.serializer;

/** A class that is neither an enum nor a record nor a bean. */
final class UnfitClassException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason completes the sentence "JSON can't restore it, because …"
   */
  UnfitClassException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
