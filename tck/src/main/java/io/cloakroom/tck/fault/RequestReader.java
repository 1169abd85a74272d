package io.cloakroom.tck.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the commands out of a stream of requests, which are arrays of bulk strings.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">The protocol</a>
 */
final class RequestReader {

  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private final ByteArrayOutputStream part = new ByteArrayOutputStream();
  private List<String> words = new ArrayList<>();
  private long wordsLeft;
  private long bytesLeft;

  /**
   * A command.
   *
   * @param words its name and its arguments, as text
   * @param bytes the same as they came
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  record Request(List<String> words, byte[] bytes) {}

  /** Returns the commands that end within these bytes; the rest stays for the next call. */
  List<Request> read(byte[] bytes, int length) {
    List<Request> ended = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      request.write(bytes[i]);
      if (bytesLeft > 0) {
        part.write(bytes[i]);
        if (--bytesLeft == 0) {
          words.add(text().strip());
          wordsLeft--;
        }
      } else if (bytes[i] == '\n') {
        header(text().strip());
      } else {
        part.write(bytes[i]);
      }
      if (wordsLeft == 0 && bytesLeft == 0 && !words.isEmpty()) {
        ended.add(new Request(words, request.toByteArray()));
        words = new ArrayList<>();
        request.reset();
      }
    }
    return ended;
  }

  private void header(String header) {
    long number = Long.parseLong(header.substring(1));
    if (header.charAt(0) == '*') {
      wordsLeft = number;
    } else {
      bytesLeft = number + "\r\n".length();
    }
  }

  private String text() {
    String text = part.toString(UTF_8);
    part.reset();
    return text;
  }
}
