/** What an application hands in: checks of arguments, and calls of functions and listeners. */
@NullMarked
package io.cloakroom.callback;

import org.jspecify.annotations.NullMarked;
