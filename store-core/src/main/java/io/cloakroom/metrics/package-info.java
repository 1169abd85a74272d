/** Metrics and traces of sessions, through Micrometer. */
@NullMarked
package io.cloakroom.metrics;

import org.jspecify.annotations.NullMarked;
