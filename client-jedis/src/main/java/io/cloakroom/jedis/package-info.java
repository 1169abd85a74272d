/** The port to Redis over Jedis: {@link io.cloakroom.jedis.JedisCommands}. */
@NullMarked
package io.cloakroom.jedis;

import org.jspecify.annotations.NullMarked;
