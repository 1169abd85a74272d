package io.cloakroom.tck.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The arrays that a port has handed out last. Each is the caller's alone: it is overwritten at
 * once, and nothing that the port does later may show in it.
 */
final class HandedOut {

  private static final int KEPT = 64;

  /** Larger ones would take long to look at again and again. */
  private static final int LARGEST = 5_000;

  private static final byte OVERWRITTEN = '#';

  private final Deque<byte[]> last = new ArrayDeque<>();

  /** Takes over an array, after its content was looked at. */
  void take(byte[] array) {
    for (byte[] earlier : last) {
      if (earlier == array && array.length > 0) {
        throw Words.broken("P2", "the same array is handed out twice");
      }
      for (byte each : earlier) {
        if (each != OVERWRITTEN) {
          throw Words.broken(
              "P2", "an array that was handed out before now holds " + Words.text(earlier));
        }
      }
    }
    Arrays.fill(array, OVERWRITTEN);
    if (array.length <= LARGEST) {
      last.addLast(array);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }
  }
}
