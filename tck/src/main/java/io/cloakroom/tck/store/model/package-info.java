/**
 * For the kit's own use: random operations on a store, whose results are compared with those of a
 * model.
 */
@NullMarked
package io.cloakroom.tck.store.model;

import org.jspecify.annotations.NullMarked;
