/**
 * The small application that a web integration serves for the H clauses. Its {@link
 * io.cloakroom.tck.http.application.Route routes} and their meaning are fixed here, so that every
 * integration runs the same tests.
 */
@NullMarked
package io.cloakroom.tck.http.application;

import org.jspecify.annotations.NullMarked;
