package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisBroadcastException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Tells what Jedis throws apart into the port's three kinds of failure. */
final class Failures {

  private Failures() {}

  /**
   * The failure's kind, with the failure itself as its cause. Where the thread was interrupted,
   * which Jedis reports by an exception only, its flag is set again.
   */
  static RedisCommandException translate(RuntimeException failure) {
    if (mentions(failure, InterruptedException.class)) {
      Thread.currentThread().interrupt();
    }
    Throwable reason = reason(failure);
    if (reason instanceof RedisCommandException translated) {
      return translated;
    }
    if (reason instanceof JedisDataException reply) {
      return RedisCommandException.ofReply(String.valueOf(reply.getMessage()), failure);
    }
    return isReadTimeout(failure)
        ? new RedisTimeoutException("Redis did not answer in time: " + failure, failure)
        : new RedisUnreachableException("Redis cannot be reached: " + failure, failure);
  }

  /** Whether a connection was lost, or could not be made. */
  static boolean isOfConnection(RuntimeException failure) {
    return mentions(failure, JedisConnectionException.class);
  }

  /** A command that was split over several slots wraps what went wrong on one of them. */
  private static @Nullable Throwable reason(RuntimeException failure) {
    return failure instanceof JedisBroadcastException ? failure.getCause() : failure;
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

  /** A failure, its causes, and what they suppressed: where Jedis puts the last of its attempts. */
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
