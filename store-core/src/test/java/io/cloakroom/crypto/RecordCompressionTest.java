package io.cloakroom.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.record.UnreadableRecordException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCompressionTest {

  private static final byte[] LARGE =
      ("{\"cookie\":{},\"basket\":[" + "{\"article\":4711},".repeat(200) + "null]}")
          .getBytes(UTF_8);

  private final RecordCompression compression = RecordCompression.on();

  @Test
  void makesALargeRecordSmallerAndGivesItBack() {
    byte[] stored = compression.compress(LARGE);

    assertThat(stored.length).isLessThan(LARGE.length / 10);
    assertThat(stored[0]).isEqualTo((byte) 0xC0);
    assertThat(compression.expand(stored)).isEqualTo(LARGE);
  }

  @Test
  void S32_leavesARecordBelowTheThresholdAsItIs() {
    byte[] small = Arrays.copyOf(LARGE, 1023);

    assertThat(compression.compress(small)).isSameAs(small);
    assertThat(compression.expand(small)).isSameAs(small);
    assertThat(compression.compress(Arrays.copyOf(LARGE, 1024)).length).isLessThan(1024);
  }

  @Test
  void leavesARecordThatWouldNotBecomeSmallerAsItIs() {
    byte[] noise = new byte[4096];
    new Random(1).nextBytes(noise);
    noise[0] = '{';

    assertThat(compression.compress(noise)).isSameAs(noise);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 100, 1023, 1024, 5000, 100_000})
  void givesBackRecordsThatBeginAsCompressedOnesDo(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    for (int second = 0; second < 3; second++) {
      if (length > 1) {
        content[0] = (byte) 0xC0;
        content[1] = (byte) second;
      }
      for (RecordCompression writer :
          new RecordCompression[] {compression, RecordCompression.OFF}) {
        assertThat(RecordCompression.OFF.expand(writer.compress(content))).isEqualTo(content);
      }
    }
  }

  @Test
  void canBeSwitchedOffWhileCompressedRecordsAreStored() {
    assertThat(RecordCompression.OFF.expand(compression.compress(LARGE))).isEqualTo(LARGE);
    assertThat(RecordCompression.OFF.compress(LARGE)).isSameAs(LARGE);
  }

  @Test
  void refusesARecordThatExpandsBeyondTheLimit() throws Exception {
    byte[] bomb = zlibOfZeros(RecordCompression.MAXIMUM_EXPANDED + 1);

    assertUnreadable(() -> compression.expand(bomb), "expands to more than");
    assertThat(compression.expand(zlibOfZeros(RecordCompression.MAXIMUM_EXPANDED)))
        .hasSize(RecordCompression.MAXIMUM_EXPANDED);
  }

  @Test
  void doesNotCompressWhatItWouldNotExpandAgain() {
    byte[] huge = new byte[RecordCompression.MAXIMUM_EXPANDED + 1];

    assertThat(compression.compress(huge)).isSameAs(huge);
    byte[] largest = Arrays.copyOf(huge, RecordCompression.MAXIMUM_EXPANDED);
    byte[] stored = compression.compress(largest);
    assertThat(stored.length).isLessThan(100_000);
    assertThat(compression.expand(stored)).hasSameSizeAs(largest);
  }

  @Test
  void aHeaderAloneIsAnEmptyRecordOrADamagedOne() {
    assertThat(compression.expand(new byte[] {(byte) 0xC0, 0})).isEmpty();
    assertUnreadable(() -> compression.expand(new byte[] {(byte) 0xC0, 1}), "damaged");
    assertUnreadable(() -> compression.expand(new byte[] {(byte) 0xC0}), "does not know");
  }

  @Test
  void refusesDamage() {
    byte[] stored = compression.compress(LARGE);

    for (int length = 1; length < stored.length; length++) {
      byte[] shorter = Arrays.copyOf(stored, length);
      assertUnreadable(() -> compression.expand(shorter), "ompressed");
    }
    assertUnreadable(() -> compression.expand(Arrays.copyOf(stored, stored.length + 1)), "damaged");
    byte[] unknown = stored.clone();
    unknown[1] = 9;
    assertUnreadable(() -> compression.expand(unknown), "does not know");
  }

  @Test
  void mutatedRecordsExpandOrAreUnreadable() {
    byte[] stored = compression.compress(LARGE);
    long unreadable =
        Mutations.of(stored, 20_000)
            .filter(
                bytes -> {
                  try {
                    return compression.expand(bytes).length > RecordCompression.MAXIMUM_EXPANDED;
                  } catch (UnreadableRecordException e) {
                    return true;
                  }
                })
            .count();

    assertThat(unreadable).isGreaterThan(15_000);
  }

  @Test
  void S8_aNegativeThresholdIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordCompression.from(-1))
        .withMessageContaining("threshold");
  }

  private static byte[] zlibOfZeros(int length) throws Exception {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    stored.write(0xC0);
    stored.write(1);
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(stored)) {
      zlib.write(new byte[length]);
    }
    return stored.toByteArray();
  }

  private static void assertUnreadable(ThrowingCallable reading, String message) {
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(reading)
        .withMessageContaining(message);
  }
}
