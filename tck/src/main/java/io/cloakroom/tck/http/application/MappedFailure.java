package io.cloakroom.tck.http.application;

/**
 * Thrown by {@link Route#THROW_AFTER}. The application under test maps it to a response by the
 * means that its framework has for exceptions: there it calls {@link #note}, and answers with a
 * status of 500.
 */
public final class MappedFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String noted;

  MappedFailure(String noted) {
    super("The kit's route throws, as it should");
    this.noted = noted;
  }

  /** Does what the application's exception handler does with the request's session. */
  public void note(SessionOperations session) {
    session.set("noted", noted);
  }
}
