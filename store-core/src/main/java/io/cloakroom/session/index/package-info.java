/** The indexes that a store keeps beside the records: the sessions of each user, and their ends. */
@org.jspecify.annotations.NullMarked
package io.cloakroom.session.index;
