/** The content of a session as it is stored, as it is in use, and as it is to be written. */
@NullMarked
package io.cloakroom.session.content;

import org.jspecify.annotations.NullMarked;
