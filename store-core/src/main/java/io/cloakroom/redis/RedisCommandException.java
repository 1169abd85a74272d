package io.cloakroom.redis;

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

  RedisCommandException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
