/** The demo: what a visitor does in a web application, and what happens behind it in Redis. */
@NullMarked
package io.cloakroom.demo;

import org.jspecify.annotations.NullMarked;
