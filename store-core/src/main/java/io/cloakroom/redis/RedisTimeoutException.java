package io.cloakroom.redis;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The server did not answer within the client's timeout. Whether the command was carried out is
 * unknown.
 */
public final class RedisTimeoutException extends RedisCommandException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the failure of a command.
   *
   * @param message what was waited for; no keys and no data
   * @param cause the client's exception; null where there is none
   */
  public RedisTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  RedisCommandException copy(
      String message, @Nullable Throwable cause, Collection<String> secrets) {
    return new RedisTimeoutException(message, cause);
  }
}
