/** Faults on the way to a server, for tests of what a client makes of them. */
@NullMarked
package io.cloakroom.tck.fault;

import org.jspecify.annotations.NullMarked;
