package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells Lettuce's failures apart by what the port's caller can do about them. */
final class Failures {

  private Failures() {}

  static RedisCommandException translate(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    if (cause instanceof RedisCommandTimeoutException) {
      return new RedisTimeoutException(
          "Redis did not answer in time: " + cause.getMessage(), cause);
    }
    String reply = errorReply(cause);
    return reply != null
        ? RedisCommandException.ofReply(reply, cause)
        : new RedisUnreachableException("Redis cannot be reached: " + reason(cause), cause);
  }

  /** Returns what Lettuce says, and what the JDK says, such as an untrusted certificate. */
  private static @Nullable String reason(Throwable failure) {
    Throwable root = StageFailure.root(failure);
    return root == failure ? failure.getMessage() : failure.getMessage() + ": " + root.getMessage();
  }

  /** Returns the server's error reply, also if it refused the handshake. */
  private static @Nullable String errorReply(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException && cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    return null;
  }
}
