/** A session's record: its cookie, its attributes, and the serializer's interface. */
@NullMarked
package io.cloakroom.record;

import org.jspecify.annotations.NullMarked;
