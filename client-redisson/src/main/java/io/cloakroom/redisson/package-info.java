/** The port to Redis over Redisson. */
@NullMarked
package io.cloakroom.redisson;

import org.jspecify.annotations.NullMarked;
