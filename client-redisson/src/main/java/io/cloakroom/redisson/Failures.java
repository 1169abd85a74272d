package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.RedisRetryException;

/** Tells what became of a command from the exceptions of Redisson 4. */
final class Failures {

  /** What Redisson's {@code CommandDecoder} puts between an error reply and its own remarks. */
  private static final String END_OF_REPLY = ". channel: [";

  private Failures() {}

  /**
   * The port's failure for a failure of Redisson, which becomes its cause.
   *
   * @param timeout what the call was allowed to take
   */
  static RedisCommandException translate(Throwable failure, Duration timeout) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RedisResponseTimeoutException || cause instanceof TimeoutException) {
      return new RedisTimeoutException(
          "Redis did not answer within %d ms".formatted(timeout.toMillis()), cause);
    }
    Throwable reason = cause;
    // a failed log-in or a server that still loads comes wrapped from connecting
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      String reply = replyIn(inner);
      if (reply != null) {
        return saysTryLater(inner)
            ? unreachable(reply, cause)
            : new RedisRefusedException(reply, cause);
      }
      if (inner instanceof RedisException) {
        reason = inner;
      }
    }
    return unreachable(withPlatforms(reason), cause);
  }

  /** What Redisson says, and what the platform does, such as that a certificate is not trusted. */
  private static @Nullable String withPlatforms(Throwable reason) {
    Throwable root = reason;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == reason ? reason.getMessage() : reason.getMessage() + ": " + root.getMessage();
  }

  private static RedisUnreachableException unreachable(@Nullable String reason, Throwable cause) {
    return new RedisUnreachableException(
        "Redis cannot be reached: " + (reason == null ? cause.getClass().getSimpleName() : reason),
        cause);
  }

  /** Loading, down, busy, without replicas, moving a slot, or demoted to a replica. */
  private static boolean saysTryLater(Throwable cause) {
    return cause instanceof RedisRetryException || cause instanceof RedisReadonlyException;
  }

  private static @Nullable String replyIn(Throwable cause) {
    if (!(cause instanceof RedisException) || cause.getMessage() == null) {
      return null;
    }
    int end = cause.getMessage().indexOf(END_OF_REPLY);
    if (end < 0) {
      return null;
    }
    String reply = cause.getMessage().substring(0, end);
    // the only reply of which Redisson drops the code
    return cause instanceof RedisOutOfMemoryException ? "OOM " + reply : reply;
  }
}
