/** Compares Cloakroom with code by hand and with other session libraries, in separate processes. */
package io.cloakroom.benchmarks.comparison;
