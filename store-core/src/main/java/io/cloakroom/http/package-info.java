/** The session engine: what a web integration needs and no framework provides. */
@NullMarked
package io.cloakroom.http;

import org.jspecify.annotations.NullMarked;
