/**
 * The contract's H clauses: a web integration over real HTTP, against a small application whose
 * {@link io.cloakroom.tck.http.Route routes} and their meaning are fixed here, so that every
 * integration runs the same tests.
 */
@NullMarked
package io.cloakroom.tck.http;

import org.jspecify.annotations.NullMarked;
