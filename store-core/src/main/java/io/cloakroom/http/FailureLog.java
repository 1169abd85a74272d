package io.cloakroom.http;

import io.cloakroom.redis.RedisCommandException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;

/**
 * How an integration logs that a session could not be read or saved. In an outage there is a
 * failure for each request, and printing all their stacks would cost those more that need no
 * session than the outage itself.
 */
public final class FailureLog {

  private FailureLog() {}

  /**
   * Writes an error. Where Redis failed, it is one line, and the stack is for the level debug; of
   * anything else, which somebody has to mend, it has the stack.
   *
   * @param log the integration's
   * @param what what happened, without a full stop
   * @param failure why: what a stage of the engine failed with, or a session's method threw
   */
  public static void error(Logger log, String what, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RedisCommandException) {
      log.error("{}: {}", what, cause.toString());
      log.debug("In full", cause);
    } else {
      log.error(what, failure);
    }
  }
}
