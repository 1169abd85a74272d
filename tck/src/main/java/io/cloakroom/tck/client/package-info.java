/**
 * What the test classes of the port, of the store and of histories share: the hooks by which a test
 * class brings its client, and the means to call a port and wait for its answers.
 */
@NullMarked
package io.cloakroom.tck.client;

import org.jspecify.annotations.NullMarked;
