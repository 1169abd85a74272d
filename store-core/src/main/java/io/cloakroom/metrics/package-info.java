/** Metrics of the store, through Micrometer. */
@NullMarked
package io.cloakroom.metrics;

import org.jspecify.annotations.NullMarked;
