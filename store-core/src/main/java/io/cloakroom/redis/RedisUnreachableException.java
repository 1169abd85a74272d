package io.cloakroom.redis;

import org.jspecify.annotations.Nullable;

/**
 * No server can be reached that would take the command: the connection is refused or was cut, no
 * connection became free, the cluster is down, the only node left is a read-only replica, or the
 * server is still loading its data.
 */
public final class RedisUnreachableException extends RedisCommandException {

  private static final long serialVersionUID = 1L;

  public RedisUnreachableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
