package io.cloakroom.http;

/** What a request does whose session is asked for while Redis is away. */
public enum OnUnavailable {
  /** It fails, with 503: nobody is taken for logged out. */
  FAIL,
  /**
   * It goes on without a session, and {@link RequestSession#isAvailable} tells the handler so. What
   * the handler reads is not there, what it writes is lost, and the client keeps its cookie. Only
   * ending a session and giving it a new id still fail: a log-out must not merely seem to succeed.
   */
  GO_ON
}
