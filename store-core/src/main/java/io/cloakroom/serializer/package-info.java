/** What the serializers share. */
@NullMarked
package io.cloakroom.serializer;

import org.jspecify.annotations.NullMarked;
