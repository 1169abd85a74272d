package io.cloakroom.tck.report;

/** What a reader of a failure wants to know beside it: it is added to the failure, suppressed. */
public final class Circumstances extends Exception {

  private static final long serialVersionUID = 1L;

  public Circumstances(String message) {
    super(message, null, false, false);
  }
}
