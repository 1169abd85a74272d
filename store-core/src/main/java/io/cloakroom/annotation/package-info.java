/** Annotations for tools that check code. */
@NullMarked
package io.cloakroom.annotation;

import org.jspecify.annotations.NullMarked;
