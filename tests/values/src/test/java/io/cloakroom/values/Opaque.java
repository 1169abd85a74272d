package io.cloakroom.values;

/**
 * Stands for a value in which equals would never end.
 *
 * @param value what is stored
 */
record Opaque(Object value) {}
