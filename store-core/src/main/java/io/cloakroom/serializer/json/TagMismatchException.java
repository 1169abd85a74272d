package io.cloakroom.serializer.json;

/**
 * A stored value that its type tag no longer fits, as after another application changed it. Costs
 * no stack trace: whoever reads the value keeps it as the plain value that it is.
 */
final class TagMismatchException extends Exception {

  private static final long serialVersionUID = 1L;

  TagMismatchException() {
    super("The value does not fit its type", null, false, false);
  }
}
