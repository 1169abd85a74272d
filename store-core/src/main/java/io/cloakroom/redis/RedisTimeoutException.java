package io.cloakroom.redis;

import org.jspecify.annotations.Nullable;

/**
 * The server did not answer within the client's timeout. Whether the command was carried out is
 * unknown.
 */
public final class RedisTimeoutException extends RedisCommandException {

  private static final long serialVersionUID = 1L;

  public RedisTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
