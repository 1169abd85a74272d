/** A page of all sessions, for those who run an application. */
@NullMarked
package io.cloakroom.admin;

import org.jspecify.annotations.NullMarked;
