/** Encryption and compression of stored records, and the keys they are encrypted under. */
@NullMarked
package io.cloakroom.crypto;

import org.jspecify.annotations.NullMarked;
