/** Retries and a circuit breaker around the port. */
@NullMarked
package io.cloakroom.redis.resilience;

import org.jspecify.annotations.NullMarked;
