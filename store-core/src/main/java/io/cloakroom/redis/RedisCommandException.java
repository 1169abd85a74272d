package io.cloakroom.redis;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command that did not succeed. There are three kinds, because they call for different answers:
 *
 * <ul>
 *   <li>{@link RedisRefusedException}: the server received the command and said no. It will say no
 *       again until somebody changes the configuration, the data or the code.
 *   <li>{@link RedisTimeoutException}: no answer came in time. The command may have been carried
 *       out.
 *   <li>{@link RedisUnreachableException}: there is no server to talk to, now. Trying again later
 *       may help.
 * </ul>
 */
public abstract sealed class RedisCommandException extends RuntimeException
    permits RedisRefusedException, RedisTimeoutException, RedisUnreachableException {

  private static final long serialVersionUID = 1L;

  /**
   * Error replies of a server that is there but can't take the command now.
   *
   * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">The
   *     cluster specification, for MOVED, ASK, TRYAGAIN and CLUSTERDOWN</a>
   */
  private static final Set<String> NOT_NOW =
      Set.of("LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK");

  RedisCommandException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * What an error reply means: a refusal, or that another server would take the command, or this
   * one later, which is a {@link RedisUnreachableException}.
   *
   * @param reply the server's error reply, whose first word is its code
   * @param cause the client's own exception, if there is one
   */
  public static RedisCommandException ofReply(String reply, @Nullable Throwable cause) {
    RedisRefusedException refused = new RedisRefusedException(reply, cause);
    return NOT_NOW.contains(refused.code())
        ? new RedisUnreachableException("Redis cannot take the command now: " + reply, cause)
        : refused;
  }
}
