/** The port to Redis over the Lettuce client. */
@NullMarked
package io.cloakroom.lettuce;

import org.jspecify.annotations.NullMarked;
