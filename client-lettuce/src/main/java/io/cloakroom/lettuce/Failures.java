package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Tells Lettuce's failures apart by what the port's caller can do about them. */
final class Failures {

  private Failures() {}

  /**
   * @param sent whether the command has left for a server that is still connected; one that timed
   *     out otherwise did not find any
   */
  static RedisCommandException translate(Throwable failure, boolean sent) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RedisCommandTimeoutException) {
      return sent
          ? new RedisTimeoutException("Redis did not answer in time: " + cause.getMessage(), cause)
          : new RedisUnreachableException(
              "Redis cannot be reached: no connection took the command in time", cause);
    }
    String reply = errorReply(cause);
    return reply != null
        ? RedisCommandException.ofReply(reply, cause)
        : new RedisUnreachableException("Redis cannot be reached: " + reason(cause), cause);
  }

  /** What Lettuce says, and what the platform does, such as that a certificate is not trusted. */
  private static @Nullable String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == failure ? failure.getMessage() : failure.getMessage() + ": " + root.getMessage();
  }

  /** The server's words, also where it refused the connection's own handshake. */
  private static @Nullable String errorReply(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException && cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    return null;
  }
}
