/** Sessions that are shared with Express servers, or move over from them. */
@NullMarked
package io.cloakroom.express;

import org.jspecify.annotations.NullMarked;
