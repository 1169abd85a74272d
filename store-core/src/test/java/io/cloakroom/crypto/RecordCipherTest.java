package io.cloakroom.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.record.UnreadableRecordException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCipherTest {

  private static final EncryptionKey OLD = EncryptionKey.random();
  private static final EncryptionKey NEW = EncryptionKey.random();
  private static final byte[] KEY_NAME = "sess:abc".getBytes(UTF_8);
  private static final byte[] RECORD = "{\"cookie\":{},\"user\":\"ada\"}".getBytes(UTF_8);

  private final RecordCipher cipher = new RecordCipher(KeyRing.of(NEW));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 2048, 1 << 20})
  void opensWhatItSealed(int length) {
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) '{');

    byte[] sealed = cipher.seal(content, KEY_NAME);

    assertThat(sealed).hasSize(length + RecordCipher.OVERHEAD);
    assertThat(cipher.open(sealed, KEY_NAME)).isEqualTo(content);
  }

  @Test
  void anEnvelopeIsNeverTakenForJsonNorJsonForAnEnvelope() {
    byte[] sealed = cipher.seal(RECORD, KEY_NAME);

    assertThat(RecordCipher.looksSealed(sealed)).isTrue();
    assertThat(sealed[0]).isNotEqualTo((byte) '{');
    assertThat(RecordCipher.looksSealed(RECORD)).isFalse();
    assertThat(RecordCipher.looksSealed(new byte[0])).isFalse();
    assertThat(new String(sealed, UTF_8)).doesNotContain("ada");
  }

  @Test
  void neverSealsTheSameWayTwice() {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      byte[] sealed = cipher.seal(RECORD, KEY_NAME);
      nonces.add(Arrays.toString(Arrays.copyOfRange(sealed, 10, 34)));
    }

    assertThat(nonces).hasSize(1000);
  }

  @Test
  void S20_anyFlippedBitIsAnUnreadableRecord() {
    byte[] sealed = cipher.seal(RECORD, KEY_NAME);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] damaged = sealed.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);

      assertUnreadable(() -> cipher.open(damaged, KEY_NAME));
    }
  }

  @Test
  void S20_anyOtherByteAnywhereIsAnUnreadableRecord() {
    byte[] sealed = cipher.seal(RECORD, KEY_NAME);
    for (int position = 0; position < sealed.length; position++) {
      for (int difference = 1; difference < 256; difference++) {
        byte[] damaged = sealed.clone();
        damaged[position] ^= (byte) difference;

        assertUnreadable(() -> cipher.open(damaged, KEY_NAME));
      }
    }
  }

  @Test
  void S20_aRecordCutShortOrContinuedIsUnreadable() {
    byte[] sealed = cipher.seal(RECORD, KEY_NAME);
    for (int length = 0; length <= sealed.length + 20; length++) {
      byte[] damaged = Arrays.copyOf(sealed, length);
      if (length != sealed.length) {
        assertUnreadable(() -> cipher.open(damaged, KEY_NAME));
      }
    }
  }

  @Test
  void S20_mutatedRecordsAreUnreadable() {
    byte[] sealed = cipher.seal(RECORD, KEY_NAME);
    Mutations.of(sealed, 20_000)
        .filter(bytes -> !Arrays.equals(bytes, sealed))
        .forEach(bytes -> assertUnreadable(() -> cipher.open(bytes, KEY_NAME)));
  }

  @Test
  void S20_anotherKeyUnderTheSameIdDoesNotOpenARecord() {
    byte[] sealed = new RecordCipher(KeyRing.of(OLD)).seal(RECORD, KEY_NAME);
    byte[] ours = cipher.seal(RECORD, KEY_NAME);
    System.arraycopy(ours, 0, sealed, 0, 10);

    assertUnreadable(() -> cipher.open(sealed, KEY_NAME));
  }

  @Test
  void S22_aRecordCopiedToAnotherSessionsKeyIsUnreadable() {
    byte[] sealed = cipher.seal(RECORD, KEY_NAME);

    assertUnreadable(() -> cipher.open(sealed, "sess:abd".getBytes(UTF_8)));
    assertUnreadable(() -> cipher.open(sealed, "sess:ab".getBytes(UTF_8)));
    assertUnreadable(() -> cipher.open(sealed, new byte[0]));
  }

  @Test
  void S23_aRecordUnderARetiredKeyIsReadableAndSealedUnderTheNewest() {
    byte[] sealed = new RecordCipher(KeyRing.of(OLD)).seal(RECORD, KEY_NAME);
    RecordCipher rotated = new RecordCipher(KeyRing.of(NEW).andRetired(OLD));

    byte[] opened = rotated.open(sealed, KEY_NAME);

    assertThat(opened).isEqualTo(RECORD);
    assertUnreadable(() -> cipher.open(sealed, KEY_NAME), "not in the key ring");
    byte[] sealedAnew = rotated.seal(opened, KEY_NAME);
    assertThat(cipher.open(sealedAnew, KEY_NAME)).isEqualTo(RECORD);
  }

  @Test
  void S23_aRecordUnderARemovedKeyIsUnreadable() {
    byte[] sealed = new RecordCipher(KeyRing.of(OLD)).seal(RECORD, KEY_NAME);

    assertUnreadable(() -> cipher.open(sealed, KEY_NAME), "not in the key ring");
  }

  @Test
  void tellsWhatIsWrongWithARecord() {
    byte[] sealed = cipher.seal(RECORD, KEY_NAME);
    byte[] newer = sealed.clone();
    newer[1] = 2;
    byte[] damaged = sealed.clone();
    damaged[40] ^= 1;

    assertUnreadable(() -> cipher.open(RECORD, KEY_NAME), "not encrypted");
    assertUnreadable(() -> cipher.open(new byte[0], KEY_NAME), "not encrypted");
    assertUnreadable(() -> cipher.open(Arrays.copyOf(sealed, 49), KEY_NAME), "cut short");
    assertUnreadable(() -> cipher.open(newer, KEY_NAME), "version");
    assertUnreadable(() -> cipher.open(damaged, KEY_NAME), "damaged");
  }

  @Test
  void isUsedByManyThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Boolean>> calls =
          IntStream.range(0, 2000).<Callable<Boolean>>mapToObj(i -> () -> roundTrips(i)).toList();

      for (Future<Boolean> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean roundTrips(int seed) {
    byte[] content = ("record " + seed).repeat(seed % 50).getBytes(UTF_8);
    byte[] name = ("sess:" + seed).getBytes(UTF_8);
    return Arrays.equals(content, cipher.open(cipher.seal(content, name), name));
  }

  private static void assertUnreadable(ThrowingCallable reading) {
    assertUnreadable(reading, "record");
  }

  private static void assertUnreadable(ThrowingCallable reading, String message) {
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(reading)
        .withMessageContaining(message);
  }
}
