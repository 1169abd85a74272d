/** Runs asynchronous actions one after another, without a thread that waits. */
@NullMarked
package io.cloakroom.async;

import org.jspecify.annotations.NullMarked;
