/**
 * A history checker: clients do random things to few sessions through real stores and note what
 * they were told, and a checker decides whether all of that can be true.
 */
@NullMarked
package io.cloakroom.tck.history;

import org.jspecify.annotations.NullMarked;
