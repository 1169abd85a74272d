package io.cloakroom.lettuce;

import io.lettuce.core.protocol.ProtocolKeyword;

/**
 * A command under a name of its own, which is in none of Lettuce's lists of commands that only
 * read: a connection with a {@code ReadFrom} would have a replica answer those, with what was true
 * before, or with a page to whose cursor another server belongs.
 */
record MasterKeyword(ProtocolKeyword command) implements ProtocolKeyword {

  @Override
  public byte[] getBytes() {
    return command.getBytes();
  }

  /** What Lettuce's metrics and traces call it. */
  @Override
  public String toString() {
    return command.toString();
  }
}
