package io.cloakroom.http;

import io.cloakroom.http.CurrentSession.None;
import io.cloakroom.http.CurrentSession.Stored;

/** Commits a request's session, and decides which headers the response gets. */
final class ResponseCommit {

  private final SessionState state;
  private final ResponseCookies cookies;
  private final ResponseProgress response;
  private final WriteDecision pending;

  ResponseCommit(SessionState state) {
    this.state = state;
    this.cookies = state.cookies;
    this.response = state.response;
    this.pending = state.pending;
  }

  /** Returns whether this is the first commit; the headers wait for what it writes. */
  boolean start() {
    synchronized (state) {
      return response.startCommit();
    }
  }

  void closeHeaders() {
    synchronized (state) {
      response.closeHeaders();
    }
  }

  /** Ends the response: nothing can be changed any more. */
  void end() {
    synchronized (state) {
      response.end();
    }
  }

  /**
   * Forgets what handlers did to the session and was not saved: it is again the session that was
   * found. What is being written for the response stays.
   */
  void revert() {
    synchronized (state) {
      if (response.isOpen()) {
        pending.revert();
        cookies.revert();
        state.goBack();
      }
      CurrentSession current = state.current();
      if ((response.isOpen() || response.headersHaveLeft()) && current instanceof Stored stored) {
        stored.session().revert();
      } else if (response.isOpen() && current instanceof None) {
        state.beginUnasked();
      }
    }
  }

  /**
   * Gives up after a failed commit: nothing is tried again, and the response reports the failure.
   *
   * @return whether the response may hide the failure: no session was to end or to get a new id
   */
  boolean abandon() {
    synchronized (state) {
      boolean negligible = pending.isNegligible(state.current());
      response.closeHeaders();
      state.is(None.AT_ALL);
      pending.revert();
      return negligible;
    }
  }

  /** Returns the headers to add. */
  SessionHeaders headers() {
    synchronized (state) {
      if (response.headersHaveLeft()) {
        return SessionHeaders.NONE;
      }
      response.closeHeaders();
      return new SessionHeaders(cookies.headers(state.stored().orElse(null)), true);
    }
  }
}
