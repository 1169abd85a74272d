package io.cloakroom.tck.fault;

import java.util.List;

/**
 * A command that a client has sent.
 *
 * @param words its name and its arguments, as text
 * @param bytes the same as they came
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
record Request(List<String> words, byte[] bytes) {}
