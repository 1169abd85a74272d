package io.cloakroom.tck.report;

import org.opentest4j.TestAbortedException;

/** Ends a test that needs what the user says they lack. */
public final class NotClaimed extends TestAbortedException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what is lacking; completes the sentence "Not claimed: …"
   */
  public NotClaimed(String reason) {
    super("Not claimed: " + reason);
  }
}
