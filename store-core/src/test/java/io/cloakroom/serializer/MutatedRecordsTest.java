package io.cloakroom.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cloakroom.session.SessionCookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code -Dcloakroom.mutated.records=1000000} tries more; {@code .seed} repeats a failure. */
class MutatedRecordsTest {

  private static final int RECORDS = Integer.getInteger("cloakroom.mutated.records", 12_000);
  private static final long SEED = Long.getLong("cloakroom.mutated.seed", new Random().nextLong());
  private static final String[] FRAGMENTS = {
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
    "\"java.lang.Runtime\""
  };

  private final JsonSessionSerializer serializer =
      JsonSessionSerializer.builder().allowPackage("io.cloakroom.serializer").build();

  @Test
  @Timeout(120)
  void S29_anyBytesAreARecordThatCanBeSavedAgainOrUnreadable() {
    byte[] other = record(0);
    for (long seed = SEED; seed < SEED + RECORDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = random.nextInt(20) == 0 ? noise(random) : record(random.nextInt(500));
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes = mutated(bytes, other, random);
      }
      byte[] input = bytes;
      assertThatCode(() -> read(input))
          .as("seed %d: %s", seed, new String(input, StandardCharsets.UTF_8))
          .doesNotThrowAnyException();
      other = input;
    }
  }

  private void read(byte[] bytes) {
    SessionRecord read;
    try {
      read = serializer.deserialize(bytes);
    } catch (UnreadableRecordException e) {
      assertThat(e).hasNoCause();
      return;
    }
    byte[] again = serializer.serialize(read);
    assertThat(serializer.serialize(serializer.deserialize(again))).hasSameSizeAs(again);
  }

  private byte[] record(int seed) {
    Object value = new ArbitraryValues(seed).value(3);
    SessionCookie cookie =
        SessionCookie.DEFAULT.withMaxAge(Duration.ofDays(1)).usedAt(Instant.EPOCH);
    Map<String, Object> attributes = Collections.singletonMap("a", value);
    return serializer.serialize(new SessionRecord(cookie, attributes));
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mutated(byte[] bytes, byte[] other, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(20));
    byte[] middle =
        switch (random.nextInt(5)) {
          case 0 -> new byte[] {(byte) random.nextInt()};
          case 1 -> new byte[0];
          case 2 -> {
            int from = random.nextInt(other.length + 1);
            yield Arrays.copyOfRange(
                other, from, Math.min(other.length, from + random.nextInt(40)));
          }
          default -> FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes(StandardCharsets.UTF_8);
        };
    byte[] result = new byte[at + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(middle, 0, result, at, middle.length);
    System.arraycopy(bytes, to, result, at + middle.length, bytes.length - to);
    return result;
  }
}
