/**
 * The contract as tests that anyone can run against their own client, store or integration, and the
 * Redis servers to run them on.
 */
@NullMarked
package io.cloakroom.tck;

import org.jspecify.annotations.NullMarked;
