/** Records by Kryo: compact, and readable by the JVM only. */
@NullMarked
package io.cloakroom.serializer.kryo;

import org.jspecify.annotations.NullMarked;
