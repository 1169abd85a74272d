package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.StageFailure;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.RedisRetryException;

/** Translates Redisson's exceptions into the port's failures. */
final class Failures {

  /** What Redisson's {@code CommandDecoder} puts between an error reply and its own remarks. */
  private static final String END_OF_REPLY = ". channel: [";

  private Failures() {}

  /** Returns the port's failure for a failure of Redisson, which becomes its cause. */
  static RedisCommandException translate(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    if (cause instanceof RedisResponseTimeoutException || cause instanceof TimeoutException) {
      return new RedisTimeoutException("Redis did not answer in time", cause);
    }
    Throwable reason = cause;
    // connecting wraps a failed log-in, and a server that is still loading
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      String reply = replyIn(inner);
      if (reply != null) {
        return saysTryLater(inner)
            ? unreachable(reply, cause)
            : RedisCommandException.ofReply(reply, cause);
      }
      if (inner instanceof RedisException) {
        reason = inner;
      }
    }
    return unreachable(withPlatforms(reason), cause);
  }

  /** Returns what Redisson says, and what the JDK says, such as an untrusted certificate. */
  private static @Nullable String withPlatforms(Throwable reason) {
    Throwable root = StageFailure.root(reason);
    return root == reason ? reason.getMessage() : reason.getMessage() + ": " + root.getMessage();
  }

  private static RedisUnreachableException unreachable(@Nullable String reason, Throwable cause) {
    return new RedisUnreachableException(
        "Redis cannot be reached: " + (reason == null ? cause.getClass().getSimpleName() : reason),
        cause);
  }

  /** The server is loading, down, busy, without replicas, moving a slot, or a replica now. */
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
    // the only reply whose code Redisson drops
    return cause instanceof RedisOutOfMemoryException ? "OOM " + reply : reply;
  }
}
