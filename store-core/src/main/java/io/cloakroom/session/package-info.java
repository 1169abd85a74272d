/** Sessions and the store that keeps them in Redis. */
@NullMarked
package io.cloakroom.session;

import org.jspecify.annotations.NullMarked;
