package io.cloakroom.serializer;

/**
 * A value inside an attribute that can't be stored, on its way up to whoever knows the attribute.
 * Each container that it passes adds where it was.
 */
final class UnstorableValue extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_PATH = 100;

  private final String problem;
  private String path = "";

  /**
   * @param problem what it is and what to change: "a com.acme.Cart, which …"
   */
  UnstorableValue(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  UnstorableValue within(String step) {
    path = step + path;
    if (path.length() > LONGEST_PATH) {
      path = path.substring(0, LONGEST_PATH) + "…";
    }
    return this;
  }

  UnstorableAttributeException in(String attribute) {
    return new UnstorableAttributeException(
        attribute, path.isEmpty() ? "is " + problem : "holds at " + path + " " + problem);
  }
}
