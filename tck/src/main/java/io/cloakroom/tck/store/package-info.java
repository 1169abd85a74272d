/**
 * The clauses of the session store, over any client. Extend {@link
 * io.cloakroom.tck.store.SessionStoreTck}.
 */
@NullMarked
package io.cloakroom.tck.store;

import org.jspecify.annotations.NullMarked;
