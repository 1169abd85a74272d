package io.cloakroom.lettuce;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.protocol.ProtocolKeyword;

/**
 * A command's name that is in none of Lettuce's lists of commands that only read. A connection with
 * a {@code ReadFrom} would send those to a replica, whose data may be old, and whose scan cursors
 * the master does not know.
 */
record MasterKeyword(String command) implements ProtocolKeyword {

  @Override
  public byte[] getBytes() {
    return command.getBytes(US_ASCII);
  }

  /** Returns what Lettuce before 6.5 asks for; later versions ask for {@link #toString}. */
  @Override
  public String name() {
    return command;
  }

  /** Returns what Lettuce's metrics and traces call it. */
  @Override
  public String toString() {
    return command;
  }
}
