package io.cloakroom.redis;

import org.jspecify.annotations.Nullable;

/** How a command to Redis ended. */
public enum CommandOutcome {
  /** Redis answered, whatever the answer says. */
  ANSWERED,

  /** Redis answered with an error: {@link RedisRefusedException}. */
  REFUSED,

  /** No answer came in time: {@link RedisTimeoutException}. */
  TIMEOUT,

  /** No server took the command: {@link RedisUnreachableException}. */
  UNREACHABLE;

  /**
   * Returns the outcome of a stage of {@link RedisCommands}.
   *
   * @param failure what the stage failed with; null: it did not fail
   */
  public static CommandOutcome of(@Nullable Throwable failure) {
    if (failure == null) {
      return ANSWERED;
    }
    Throwable cause = StageFailure.cause(failure);
    if (cause instanceof RedisTimeoutException) {
      return TIMEOUT;
    }
    return cause instanceof RedisRefusedException ? REFUSED : UNREACHABLE;
  }
}
