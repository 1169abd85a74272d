package io.cloakroom.tck.fault;

/**
 * Counts the commands in a stream of requests, which are arrays of bulk strings.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">The protocol</a>
 */
final class CommandCounter {

  private final StringBuilder line = new StringBuilder();
  private long wordsLeft;
  private long bytesLeft;

  /** How many commands end within these bytes. */
  int countEnds(byte[] bytes, int length) {
    int ends = 0;
    for (int i = 0; i < length; i++) {
      if (bytesLeft > 0) {
        bytesLeft--;
        ends += bytesLeft == 0 && --wordsLeft == 0 ? 1 : 0;
      } else if (bytes[i] == '\n') {
        read(line.toString());
        line.setLength(0);
      } else if (bytes[i] != '\r') {
        line.append((char) bytes[i]);
      }
    }
    return ends;
  }

  private void read(String header) {
    long number = Long.parseLong(header.substring(1));
    if (header.charAt(0) == '*') {
      wordsLeft = number;
    } else {
      bytesLeft = number + "\r\n".length();
    }
  }
}
