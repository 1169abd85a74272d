/** What the objects of users' classes are made of, and which of them can be stored. */
@NullMarked
package io.cloakroom.serializer.model;

import org.jspecify.annotations.NullMarked;
