/** Calls each method of a port once, and says in words what is wrong with what it answers. */
@NullMarked
package io.cloakroom.tck.port.probe;

import org.jspecify.annotations.NullMarked;
