package io.cloakroom.redis.resilience;

/**
 * The state of a store's circuit breaker at a moment.
 *
 * @param state whether commands are let through
 * @param waiting how many commands wait for an answer of Redis
 * @param rejected how many commands were not sent, since the store was built
 */
public record CircuitStatus(CircuitState state, int waiting, long rejected) {

  static final CircuitStatus NONE = new CircuitStatus(CircuitState.NONE, 0, 0);
}
