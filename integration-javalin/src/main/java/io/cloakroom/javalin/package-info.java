/**
 * Sessions in Redis for Javalin: register a {@link io.cloakroom.javalin.RedisSessionPlugin}, and
 * the session methods of Javalin and of the servlet API work on them.
 */
@NullMarked
package io.cloakroom.javalin;

import org.jspecify.annotations.NullMarked;
