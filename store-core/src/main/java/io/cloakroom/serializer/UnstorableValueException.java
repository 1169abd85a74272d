package io.cloakroom.serializer;

import io.cloakroom.record.UnstorableAttributeException;

/**
 * A value inside an attribute that can't be stored, on its way up to the code that knows the
 * attribute. Each container that it passes adds where it was.
 */
public final class UnstorableValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_PATH = 100;

  private final String problem;
  private String path = "";
  private boolean nested;

  /**
   * @param problem what it is and what to change: "a com.acme.Cart, which …"
   */
  public UnstorableValueException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** Adds the step by which a container leads to the value. */
  public UnstorableValueException within(String step) {
    path = step + path;
    if (path.length() > LONGEST_PATH) {
      path = path.substring(0, LONGEST_PATH) + "…";
    }
    return this;
  }

  /** Notes that the value is within the attribute's, where the way to it is not known. */
  public UnstorableValueException nested() {
    nested = true;
    return this;
  }

  /** Returns the exception that names the attribute. */
  public UnstorableAttributeException in(String attribute) {
    String verb = path.isEmpty() ? (nested ? "holds " : "is ") : "holds at " + path + " ";
    return new UnstorableAttributeException(attribute, verb + problem);
  }

  /**
   * Returns the exception for whatever else was thrown while an attribute was stored: the user's
   * accessors, iterators and hash codes run then.
   */
  public static UnstorableAttributeException threw(String attribute, Throwable failure) {
    return new UnstorableAttributeException(
        attribute,
        "threw a "
            + failure.getClass().getName()
            + " while it was written: don't change it while its session is saved");
  }
}
