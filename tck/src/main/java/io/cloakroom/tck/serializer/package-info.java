/** The clauses of a serializer. Extend {@link io.cloakroom.tck.serializer.SessionSerializerTck}. */
@NullMarked
package io.cloakroom.tck.serializer;

import org.jspecify.annotations.NullMarked;
