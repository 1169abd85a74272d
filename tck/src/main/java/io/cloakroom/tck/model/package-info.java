/**
 * A model of Redis strings, and sequences of calls that are compared with it step by step: what the
 * clauses of the port have in common is that a client answers as this model does.
 */
@NullMarked
package io.cloakroom.tck.model;

import org.jspecify.annotations.NullMarked;
