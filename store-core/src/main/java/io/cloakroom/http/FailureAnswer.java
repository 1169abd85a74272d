package io.cloakroom.http;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.SessionConflictException;
import java.util.Map;
import java.util.Set;

/**
 * What an integration tells a client whose session could not be read or saved.
 *
 * @param status the HTTP status
 * @param headers the headers, {@code Content-Type} among them
 * @param text the body
 */
public record FailureAnswer(int status, Map<String, String> headers, String text) {

  /** The same request may succeed a few seconds later. */
  private static final FailureAnswer UNAVAILABLE =
      new FailureAnswer(
          503,
          Map.of(
              "Content-Type",
              "text/plain;charset=utf-8",
              "Cache-Control",
              "no-store",
              "Retry-After",
              "5"),
          "The session store is not available. Try again in a few seconds.");

  /** The same request will fail until somebody changes something. */
  private static final FailureAnswer BROKEN =
      new FailureAnswer(
          500,
          Map.of("Content-Type", "text/plain;charset=utf-8", "Cache-Control", "no-store"),
          "The session could not be used.");

  /**
   * The error codes of refusals that Redis takes back by itself: it is out of memory, can't write
   * to its disk, lacks replicas, still loads its data or runs a script, or its cluster is being
   * changed.
   */
  private static final Set<String> TEMPORARY =
      Set.of(
          "OOM",
          "MISCONF",
          "NOREPLICAS",
          "LOADING",
          "BUSY",
          "READONLY",
          "MASTERDOWN",
          "CLUSTERDOWN",
          "TRYAGAIN");

  /** Copies the headers. */
  public FailureAnswer {
    headers = Map.copyOf(headers);
  }

  /**
   * Returns the answer to a failure of an engine's stage or a session's method: 503 with {@code
   * Retry-After} where the same request may soon succeed, because Redis is away, is out of memory
   * or the like, or because too many requests changed the session at once; 500 for anything else,
   * such as a password that Redis does not accept. Neither says what failed: that is for the log.
   */
  public static FailureAnswer to(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    boolean passes =
        cause instanceof RedisRefusedException refused
            ? TEMPORARY.contains(refused.code())
            : cause instanceof RedisCommandException || cause instanceof SessionConflictException;
    return passes ? UNAVAILABLE : BROKEN;
  }
}
