/**
 * The Redis servers that the kit tests against: found, started on free loopback ports, and stopped.
 */
@NullMarked
package io.cloakroom.tck.servers;

import org.jspecify.annotations.NullMarked;
