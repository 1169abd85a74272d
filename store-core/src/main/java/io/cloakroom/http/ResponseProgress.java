package io.cloakroom.http;

/** How far a response has come, and what that still allows. For one thread at a time. */
final class ResponseProgress {

  private enum Phase {
    /** The headers can still be added to. */
    OPEN,
    /** What there is to write is being written; the headers wait for it. */
    COMMITTING,
    /** The headers have left, or are about to. */
    COMMITTED,
    /** All of it has left. */
    ENDED
  }

  private final boolean thereIsOne;
  private Phase phase = Phase.OPEN;

  /**
   * @param thereIsOne false for a session outside of any request, of which no client is told
   */
  ResponseProgress(boolean thereIsOne) {
    this.thereIsOne = thereIsOne;
  }

  boolean isThere() {
    return thereIsOne;
  }

  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  boolean headersHaveLeft() {
    return phase.compareTo(Phase.COMMITTED) >= 0;
  }

  /** Returns whether the client can still be given a cookie. */
  boolean reachesClient() {
    return thereIsOne && !headersHaveLeft();
  }

  /** Begins the commit; false where it has begun before. */
  boolean startCommit() {
    boolean first = isOpen();
    if (first) {
      phase = Phase.COMMITTING;
    }
    return first;
  }

  void closeHeaders() {
    if (phase != Phase.ENDED) {
      phase = Phase.COMMITTED;
    }
  }

  boolean hasEnded() {
    return phase == Phase.ENDED;
  }

  void end() {
    phase = Phase.ENDED;
  }

  void requireNotEnded() {
    if (hasEnded()) {
      throw new IllegalStateException(
          "The response has ended, and what is changed in its session now would be lost. Change it"
              + " before, or look the session up by SessionEngine.find and save it: in Javalin"
              + " plugin.engine().find(id), in Micronaut with the bean SessionEngine");
    }
  }

  /**
   * @param what what can't be done any more
   * @param instead what to do instead, a sentence
   */
  void requireOpen(String what, String instead) {
    requireNotEnded();
    if (phase != Phase.OPEN) {
      throw new IllegalStateException(
          "The response has begun, so that %s: the cookie could not be sent. %s"
              .formatted(what, instead));
    }
  }
}
