/** The port to Redis in memory, with a clock that a test can move. */
@NullMarked
package io.cloakroom.mock;

import org.jspecify.annotations.NullMarked;
