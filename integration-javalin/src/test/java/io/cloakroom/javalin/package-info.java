/** What is particular to Javalin and Jetty; the rest is the kit's. */
@NullMarked
package io.cloakroom.javalin;

import org.jspecify.annotations.NullMarked;
