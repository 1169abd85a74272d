/**
 * Express applications of the real npm packages, which share sessions with what is under test. For
 * the kit's own use.
 */
@NullMarked
package io.cloakroom.tck.express;

import org.jspecify.annotations.NullMarked;
