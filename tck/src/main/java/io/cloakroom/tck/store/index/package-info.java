/**
 * For the kit's own use: the clauses about the index of users, and about the one that reports
 * expired sessions.
 */
@NullMarked
package io.cloakroom.tck.store.index;

import org.jspecify.annotations.NullMarked;
