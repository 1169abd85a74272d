/**
 * For the kit's own use: random requests to an application, whose responses are compared with those
 * of a model.
 */
@NullMarked
package io.cloakroom.tck.http.model;

import org.jspecify.annotations.NullMarked;
