/** Records as JSON, in the form that express-session reads and writes. */
@NullMarked
package io.cloakroom.serializer.json;

import org.jspecify.annotations.NullMarked;
