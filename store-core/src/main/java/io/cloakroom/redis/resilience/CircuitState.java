package io.cloakroom.redis.resilience;

/** Whether commands are let through to Redis. */
public enum CircuitState {
  /** Redis answers, and every command is sent. */
  CLOSED,

  /** Redis did not answer, and no command is sent for a while. */
  OPEN,

  /** One command is sent to see whether Redis answers again. */
  HALF_OPEN,

  /** There is no circuit breaker: {@link Resilience#NONE}. */
  NONE
}
