package io.cloakroom.crypto;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Damaged copies of a record, the same ones in each run. */
public final class Mutations {

  private Mutations() {}

  /**
   * Copies with some bytes changed, taken out, put in or repeated, and some that are all random.
   */
  public static Stream<byte[]> of(byte[] original, int count) {
    return IntStream.range(0, count).mapToObj(seed -> mutate(original, new Random(seed)));
  }

  private static byte[] mutate(byte[] original, Random random) {
    if (random.nextInt(50) == 0) {
      byte[] garbage = new byte[random.nextInt(300)];
      random.nextBytes(garbage);
      return garbage;
    }
    byte[] bytes = original;
    for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
      bytes = change(bytes, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int length = Math.min(random.nextInt(8), bytes.length - from);
    switch (random.nextInt(5)) {
      case 0 -> {
        byte[] changed = bytes.clone();
        changed[from] = (byte) random.nextInt();
        return changed;
      }
      case 1 -> {
        byte[] changed = bytes.clone();
        changed[from] ^= (byte) (1 << random.nextInt(8));
        return changed;
      }
      case 2 -> {
        return splice(bytes, from, new byte[0], from + length);
      }
      case 3 -> {
        byte[] inserted = new byte[length];
        random.nextBytes(inserted);
        return splice(bytes, from, inserted, from);
      }
      default -> {
        return splice(bytes, from, Arrays.copyOfRange(bytes, from, from + length), from);
      }
    }
  }

  private static byte[] splice(byte[] bytes, int head, byte[] middle, int tail) {
    byte[] spliced = new byte[head + middle.length + bytes.length - tail];
    System.arraycopy(bytes, 0, spliced, 0, head);
    System.arraycopy(middle, 0, spliced, head, middle.length);
    System.arraycopy(bytes, tail, spliced, head + middle.length, bytes.length - tail);
    return spliced;
  }
}
