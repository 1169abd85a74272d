/** How sessions, and what a store keeps beside them, are named in Redis. */
@org.jspecify.annotations.NullMarked
package io.cloakroom.session.keys;
