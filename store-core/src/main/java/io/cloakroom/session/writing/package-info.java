/**
 * How the record of one session is written: replaced, removed, kept alive, by one after another.
 */
@org.jspecify.annotations.NullMarked
package io.cloakroom.session.writing;
