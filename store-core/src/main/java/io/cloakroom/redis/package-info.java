/** The port to Redis: what a client adapter provides, and what can go wrong. */
@NullMarked
package io.cloakroom.redis;

import org.jspecify.annotations.NullMarked;
