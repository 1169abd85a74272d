package io.cloakroom.http;

/** What happens to a request that asks for its session while Redis is away. */
public enum OnUnavailable {
  /** It fails with 503, so that no user appears to be logged out. */
  FAIL,
  /**
   * It goes on without a session, which {@link RequestSession#isAvailable} tells the handler. What
   * the handler reads is missing, what it writes is lost, and the client keeps its cookie. Only
   * ending a session and giving it a new id still fail: a log-out must not merely seem to succeed.
   */
  GO_ON
}
