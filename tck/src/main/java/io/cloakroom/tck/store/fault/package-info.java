/** For the kit's own use: ports, serializers and callbacks that count, hold back or fail. */
@NullMarked
package io.cloakroom.tck.store.fault;

import org.jspecify.annotations.NullMarked;
