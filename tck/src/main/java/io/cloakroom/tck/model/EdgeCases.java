package io.cloakroom.tck.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Arguments at which clients go wrong. */
public final class EdgeCases {

  private static final int LARGEST_POWER = 21;

  /** From here on what lies below a power of two is left out, since large values take long. */
  private static final int LARGE_POWER = 18;

  private EdgeCases() {}

  /** Returns sizes of values: at and around every power of two up to 2 MiB, and some between. */
  public static List<Integer> sizes() {
    List<Integer> sizes = new ArrayList<>(List.of(0, 10, 100, 1_000, 10_000, 100_000, 1_000_000));
    for (int power = 0; power <= LARGEST_POWER; power++) {
      int size = 1 << power;
      sizes.addAll(
          power < LARGE_POWER ? List.of(size - 1, size, size + 1) : List.of(size, size + 1));
    }
    return sizes.stream().distinct().sorted().toList();
  }

  /**
   * Returns sizes of values whose reply, with what stands before and behind the value, ends at or
   * around the end of a buffer of a usual size, also as the last of a short list.
   */
  public static List<Integer> sizesThatFillBuffers() {
    return IntStream.of(4_096, 8_192, 16_384, 65_536)
        .flatMap(buffer -> IntStream.rangeClosed(buffer - 26, buffer + 1))
        .boxed()
        .toList();
  }

  /** Returns lengths of keys with which a page of one key ends at or around the end of a buffer. */
  static List<Integer> lengthsThatFillBuffers() {
    return IntStream.of(4_096, 8_192, 16_384)
        .flatMap(buffer -> IntStream.rangeClosed(buffer - 84, buffer - 60))
        .boxed()
        .toList();
  }

  /** Returns numbers of keys: at and around powers of two and round numbers, up to 5 000. */
  public static List<Integer> counts() {
    return IntStream.of(1, 2, 4, 8, 10, 16, 32, 50, 64, 100, 128, 200, 256, 500, 512, 1_000, 1_024)
        .boxed()
        .flatMap(size -> Stream.of(size - 1, size, size + 1))
        .distinct()
        .toList();
  }

  /** Returns TTLs from a minute to 9 999 years, in and beyond the range of 32 bits. */
  public static List<Duration> longTtls() {
    return Stream.of(
            59_999L,
            60_000L,
            60_001L,
            90_500L,
            3_599_999L,
            86_400_000L,
            86_400_001L,
            (1L << 31) - 1,
            1L << 31,
            (1L << 31) + 1,
            (1L << 32) - 1,
            1L << 32,
            2_592_000_999L,
            Duration.ofDays(365).toMillis() + 1,
            Duration.ofDays(3_650).toMillis() + 999,
            // in and beyond the nanoseconds of 64 bits
            Duration.ofDays(365 * 290).toMillis(),
            Duration.ofDays(365 * 300).toMillis(),
            Duration.ofDays(365 * 9_999).toMillis())
        .map(Duration::ofMillis)
        .toList();
  }

  /** Returns TTLs that end while a test waits, down to a millisecond and part of one. */
  public static List<Duration> shortTtls() {
    return Stream.of(1L, 2L, 3L, 10L, 20L, 40L)
        .map(Duration::ofMillis)
        .flatMap(ttl -> Stream.of(ttl, ttl.plusNanos(1)))
        .toList();
  }

  /** Returns TTLs around whole seconds, which rounding shows. */
  public static List<Duration> ttlsOfSeconds() {
    return Stream.of(1_499L, 1_500L, 1_501L, 1_999L, 2_000L, 2_001L, 4_999L, 9_500L)
        .map(Duration::ofMillis)
        .flatMap(ttl -> Stream.of(ttl, ttl.plusNanos(1), ttl.minusNanos(1)))
        .toList();
  }

  /** Returns names that a careless client takes for one another, cuts, folds or escapes. */
  public static List<String> names() {
    return List.of(
        "a",
        "A",
        "a ",
        " a",
        "a\0",
        "a\0b",
        "a\r\nb",
        "a\nb",
        "a\tb",
        "\u00e9",
        "e\u0301",
        "\u00c9",
        "\u0131",
        "i",
        "I",
        "\u0130",
        "\u00df",
        "ss",
        "\u212b",
        "\u00c5",
        "\u0436",
        "\u4e2d",
        "\ud83d\ude00",
        "\ud83d\ude01",
        "\u05d0\u05d1",
        "\ufeffa",
        "\u200ba",
        "\uffff",
        "\u007f",
        "\u0080",
        "\u00ff",
        "\u07ff",
        "\u0800",
        "{a}b",
        "{b}a",
        "{}a",
        "}{",
        "*",
        "?",
        "[a]",
        "[^a]",
        "\\",
        "\\*",
        "a*",
        "\"",
        "'",
        "%",
        "%2A",
        "+",
        "%20",
        ":",
        "a:b",
        "a:b:",
        "a.b",
        "a/b",
        "a&b",
        "a=b",
        "$1",
        "\\u0061",
        "null",
        "nil",
        "0",
        "00",
        "1e3",
        "007",
        "7",
        "Aa",
        "BB",
        "AaBB",
        "BBAa",
        "\uff41",
        "\ufb01",
        "fi",
        "\u2461",
        "2",
        "\u017f",
        "s",
        "k".repeat(255),
        "k".repeat(256),
        "k".repeat(257),
        "k".repeat(1_000),
        "k".repeat(5_000),
        "k".repeat(70_000),
        "",
        "\u00e9".repeat(700));
  }
}
