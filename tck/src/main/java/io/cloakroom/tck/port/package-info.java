/**
 * The clauses of the port {@link io.cloakroom.redis.RedisCommands}, for any client. Extend {@link
 * io.cloakroom.tck.port.RedisCommandsTck}.
 */
@NullMarked
package io.cloakroom.tck.port;

import org.jspecify.annotations.NullMarked;
