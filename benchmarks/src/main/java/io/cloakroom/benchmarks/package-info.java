/** Cloakroom beside its floors and its peers, in one run each. */
@NullMarked
package io.cloakroom.benchmarks;

import org.jspecify.annotations.NullMarked;
