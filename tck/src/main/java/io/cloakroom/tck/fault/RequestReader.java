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

  /** Returns the commands that end within these bytes; the rest stays for the next call. */
  List<Request> read(byte[] bytes, int length) {
    List<Request> ended = new ArrayList<>();
    int at = 0;
    while (at < length) {
      at = bytesLeft > 0 ? word(bytes, at, length) : line(bytes, at, length);
      if (wordsLeft == 0 && bytesLeft == 0 && !words.isEmpty()) {
        ended.add(new Request(words, request.toByteArray()));
        words = new ArrayList<>();
        request.reset();
      }
    }
    return ended;
  }

  /** Takes what is there of a word, and returns where it goes on. */
  private int word(byte[] bytes, int from, int length) {
    int count = (int) Math.min(bytesLeft, length - from);
    take(bytes, from, count);
    bytesLeft -= count;
    if (bytesLeft == 0) {
      words.add(text());
      wordsLeft--;
    }
    return from + count;
  }

  /** Takes what is there of the line that says how many words or bytes follow. */
  private int line(byte[] bytes, int from, int length) {
    int end = from;
    while (end < length && bytes[end] != '\n') {
      end++;
    }
    boolean whole = end < length;
    int next = whole ? end + 1 : end;
    take(bytes, from, next - from);
    if (whole) {
      header(text());
    }
    return next;
  }

  private void take(byte[] bytes, int from, int count) {
    request.write(bytes, from, count);
    part.write(bytes, from, count);
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
    String text = part.toString(UTF_8).strip();
    part.reset();
    return text;
  }
}
