/** How a session becomes bytes and comes back. */
@NullMarked
package io.cloakroom.serializer;

import org.jspecify.annotations.NullMarked;
