package io.cloakroom.http;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.StageFailure;
import org.slf4j.Logger;

/**
 * How an integration logs that a session could not be read or saved. In an outage there is a
 * failure for each request, and printing all their stack traces would cost the requests that need
 * no session more than the outage itself.
 */
public final class FailureLog {

  private FailureLog() {}

  /**
   * Writes an error. Where Redis failed, it is one line, and the stack trace is logged at the level
   * debug; any other failure, which somebody has to fix, is logged with its stack trace.
   *
   * @param log the integration's
   * @param what what happened, without a full stop
   * @param failure what a stage of the engine failed with, or a session's method threw
   */
  public static void error(Logger log, String what, Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    if (cause instanceof RedisCommandException) {
      log.error("{}: {}", what, cause.toString());
      log.debug("Stack trace of the preceding error", cause);
    } else {
      log.error(what, cause);
    }
  }
}
