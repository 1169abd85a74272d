/**
 * Sessions in Redis for Micronaut: with this on the class path, a Redis client among the beans and
 * {@code cloakroom.secret} set, Micronaut's sessions are in Redis. {@code cloakroom.enabled=false}
 * leaves Micronaut's own.
 */
@Configuration
@Requires(condition = Switch.Sessions.class)
@NullMarked
package io.cloakroom.micronaut;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
