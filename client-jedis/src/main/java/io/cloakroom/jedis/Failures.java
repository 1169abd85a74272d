package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Translates what Jedis throws into the port's three kinds of failure. */
final class Failures {

  private Failures() {}

  /**
   * Returns the port's failure, with Jedis' own as its cause. If the thread was interrupted, its
   * flag is set again, because Jedis reports that by an exception only.
   */
  static RedisCommandException translate(RuntimeException failure) {
    if (mentions(failure, InterruptedException.class)) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof RedisCommandException translated) {
      return translated;
    }
    if (failure instanceof JedisDataException reply) {
      return RedisCommandException.ofReply(String.valueOf(reply.getMessage()), failure);
    }
    return isReadTimeout(failure)
        ? new RedisTimeoutException("Redis did not answer in time: " + reason(failure), failure)
        : new RedisUnreachableException("Redis cannot be reached: " + reason(failure), failure);
  }

  /** Describes a failure and its first cause, such as an unknown host. */
  private static String reason(Throwable failure) {
    Throwable first = everyFailure(failure).reduce(failure, (before, next) -> next);
    return first == failure ? failure.toString() : failure + ", because of " + first;
  }

  /** Returns whether a connection was lost, or could not be made. */
  static boolean isOfConnection(RuntimeException failure) {
    return mentions(failure, JedisConnectionException.class);
  }

  /**
   * A timeout while connecting is not one of these: Jedis then suppresses it in a {@link
   * JedisConnectionException} that has no cause.
   */
  private static boolean isReadTimeout(Throwable failure) {
    return everyFailure(failure)
        .anyMatch(
            each ->
                each instanceof JedisConnectionException
                    && each.getCause() instanceof SocketTimeoutException);
  }

  private static boolean mentions(Throwable failure, Class<? extends Throwable> type) {
    return everyFailure(failure).anyMatch(type::isInstance);
  }

  /** Returns a failure, its causes, and what they suppressed, as Jedis' last attempt. */
  private static Stream<Throwable> everyFailure(@Nullable Throwable failure) {
    return failure == null
        ? Stream.empty()
        : Stream.concat(
            Stream.of(failure),
            Stream.concat(
                everyFailure(failure.getCause()),
                Stream.of(failure.getSuppressed()).flatMap(Failures::everyFailure)));
  }
}
