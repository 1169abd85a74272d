package io.cloakroom.session.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.serializer.ArbitraryValues;
import io.cloakroom.serializer.HostileBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records in every form, damaged in every way: each ends as an unreadable record, or as one that
 * can be saved again. A build damages them the same way each time; {@code -Dcloakroom.mutated.seed}
 * with any number looks elsewhere.
 */
class MutatedRecordsTest {

  private static final long SEED = Long.getLong("cloakroom.mutated.seed", 1);
  private static final String KEY = "sess:any";
  private static final int SAMPLES = 500;
  private static final Map<String, RecordFormat> FORMATS = SampleFormats.all();

  /** Nothing in these records is large. */
  private static final long MOST_MEMORY = 4 << 20;

  /** The limit of 16 MiB that a record may expand to, in a buffer that grows, and its copy. */
  private static final long MOST_EXPANDED = 96 << 20;

  private static final List<String> FRAGMENTS =
      List.of(
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "true",
          "1e999",
          "-0",
          "9223372036854775808",
          "\\u",
          "\\ud800",
          "\"types\"",
          "\"__cloakroom\"",
          "\"cookie\"",
          "\"list\"",
          "\"long\"",
          "\"map\"",
          "\"tree-set\"",
          "\"enum-set<",
          "\"big-decimal\"",
          "\"1e1000000000\"",
          "\"instant\"",
          "[]\"",
          "\"zone\"",
          "\"optional\"",
          "\"hash-map\"",
          "\"java.lang.Runtime\"",
          "\u0000",
          "\u0001",
          "\u0003",
          "\u007f",
          "\u0080\u0001",
          "\u00ff\u00ff\u00ff\u00ff\u000f",
          "\u00ff\u00ff\u00ff\u00ff\u0007",
          "java.lang.Runtim\u00e5");

  private static Stream<String> names() {
    return FORMATS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  @Timeout(300)
  void S29_mutatedRecordsAreRecordsThatCanBeSavedAgainOrUnreadable(
      String name, TestReporter reporter) {
    reporter.publishEntry("cloakroom.mutated.seed", Long.toString(SEED));
    RecordFormat format = FORMATS.get(name);
    long mostMemory = name.contains("compressed") ? MOST_EXPANDED : MOST_MEMORY;
    List<byte[]> samples =
        IntStream.range(0, SAMPLES).mapToObj(seed -> written(format, sample(seed))).toList();
    long unreadable =
        LongStream.range(SEED, SEED + HostileBytes.RECORDS)
            .parallel()
            .filter(seed -> !isRecord(format, mutated(samples, new Random(seed)), mostMemory))
            .count();

    assertThat(unreadable).isGreaterThan(HostileBytes.RECORDS / 4);
  }

  private static boolean isRecord(RecordFormat format, byte[] bytes, long mostMemory) {
    return HostileBytes.areRecord(
        bytes,
        mostMemory,
        hostile -> {
          SessionRecord read = SampleFormats.read(format, KEY, hostile);
          written(format, read);
          return read;
        });
  }

  private static SessionRecord sample(int seed) {
    return new SessionRecord(
        SessionCookie.PLAIN.withMaxAge(Duration.ofDays(1)).usedAt(Instant.EPOCH),
        Map.of("a", Optional.ofNullable(new ArbitraryValues(seed).value())));
  }

  private static byte[] written(RecordFormat format, SessionRecord content) {
    return SampleFormats.write(format, KEY, content);
  }

  private static byte[] mutated(List<byte[]> samples, Random random) {
    if (random.nextInt(50) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] bytes = samples.get(random.nextInt(SAMPLES));
    byte[] other = samples.get(random.nextInt(SAMPLES));
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      bytes = changed(bytes, other, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, byte[] other, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(20));
    return switch (random.nextInt(6)) {
      case 0 -> spliced(bytes, at, new byte[] {(byte) random.nextInt()}, to);
      case 1 -> spliced(bytes, at, new byte[0], to);
      case 2 -> spliced(bytes, at, part(other, random), to);
      case 3 -> withFlippedBit(bytes, random);
      default -> {
        String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
        yield spliced(bytes, at, fragment.getBytes(ISO_8859_1), random.nextBoolean() ? at : to);
      }
    };
  }

  private static byte[] part(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(40)));
  }

  private static byte[] withFlippedBit(byte[] bytes, Random random) {
    byte[] flipped = bytes.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] spliced(byte[] bytes, int head, byte[] middle, int tail) {
    byte[] result = new byte[head + middle.length + bytes.length - tail];
    System.arraycopy(bytes, 0, result, 0, head);
    System.arraycopy(middle, 0, result, head, middle.length);
    System.arraycopy(bytes, tail, result, head + middle.length, bytes.length - tail);
    return result;
  }
}
