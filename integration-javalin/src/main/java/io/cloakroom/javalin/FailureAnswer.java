package io.cloakroom.javalin;

import io.cloakroom.redis.RedisCommandException;
import java.util.Map;

/**
 * What a client is told where its session could not be read or saved.
 *
 * @param status the HTTP status
 * @param headers the headers, {@code Content-Type} among them
 * @param text the body
 */
record FailureAnswer(int status, Map<String, String> headers, String text) {

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

  static FailureAnswer to(Throwable failure) {
    return failure instanceof RedisCommandException ? UNAVAILABLE : BROKEN;
  }
}
