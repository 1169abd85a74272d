package io.cloakroom.record;

/**
 * An attribute whose value could not be restored as it is. Nothing was written; the session as it
 * was stored before is still there. The message names the attribute, its class and the remedy, and
 * holds nothing of its value.
 */
public final class UnstorableAttributeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String attribute;

  /**
   * @param attribute the attribute's name
   * @param problem what is wrong and what to change; completes the sentence {@code Attribute "cart"
   *     …}
   */
  public UnstorableAttributeException(String attribute, String problem) {
    super("Attribute " + AttributeName.quoted(attribute) + " " + problem);
    this.attribute = attribute;
  }

  /** Returns the name of the attribute. */
  public String attribute() {
    return attribute;
  }
}
