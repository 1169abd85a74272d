package io.cloakroom.http;

import io.cloakroom.redis.RedisCommandException;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * What an integration tells a client whose session could not be read or saved.
 *
 * @param status the HTTP status
 * @param headers the headers, {@code Content-Type} among them
 * @param text the body
 */
public record FailureAnswer(int status, Map<String, String> headers, String text) {

  /** Redis is away, and may be back soon. */
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

  /** Something has to be mended first. */
  private static final FailureAnswer BROKEN =
      new FailureAnswer(
          500,
          Map.of("Content-Type", "text/plain;charset=utf-8", "Cache-Control", "no-store"),
          "The session could not be saved.");

  public FailureAnswer {
    headers = Map.copyOf(headers);
  }

  /**
   * The answer to what a stage of the engine failed with, or a session's method threw: 503 with
   * {@code Retry-After} where Redis failed, which may be over soon; 500 for anything else, which
   * somebody has to mend. Neither says what failed: that is for the log.
   */
  public static FailureAnswer to(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof RedisCommandException ? UNAVAILABLE : BROKEN;
  }
}
