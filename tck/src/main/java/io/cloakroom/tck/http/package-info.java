/**
 * The contract's H clauses: a web integration over real HTTP. Extend {@link
 * io.cloakroom.tck.http.HttpSessionTck}.
 */
@NullMarked
package io.cloakroom.tck.http;

import org.jspecify.annotations.NullMarked;
