package io.cloakroom.redis;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * No server can be reached that would take the command: the connection is refused or was cut, no
 * connection became free, the cluster is down, the only node left is a read-only replica, or the
 * server is still loading its data.
 */
public final class RedisUnreachableException extends RedisCommandException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the failure of a command.
   *
   * @param message why no server takes the command; no keys and no data
   * @param cause the client's exception; null where there is none
   */
  public RedisUnreachableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  RedisCommandException copy(
      String message, @Nullable Throwable cause, Collection<String> secrets) {
    return new RedisUnreachableException(message, cause);
  }
}
