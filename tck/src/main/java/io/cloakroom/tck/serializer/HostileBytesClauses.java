package io.cloakroom.tck.serializer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.tck.client.FailureChain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S29, S33 and S34: bytes in Redis may be anybody's. */
interface HostileBytesClauses extends SerializerClauses {

  /** Stands in the records that are spoilt, and in no message about them. */
  String SECRET = "kept-to-ourselves";

  @Test
  default void S29_noBytesChooseAClass() throws IOException {
    ByteArrayOutputStream serialized = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(serialized)) {
      out.writeObject(new ClassLoadWatch());
    }
    String name = ClassLoadWatch.class.getName();
    ClassLoadWatch.reset();

    read(serialized.toByteArray());
    read(("{\"cookie\":{},\"a\":{\"@class\":\"" + name + "\"}}").getBytes(UTF_8));
    read(("{\"@type\":\"" + name + "\",\"cookie\":{}}").getBytes(UTF_8));

    assertThat(ClassLoadWatch.wasRead()).as("a class that the bytes name was used").isFalse();
  }

  @Test
  default void S33_whatIsNoRecordIsUnreadable() {
    for (String garbage : List.of("", " ", "null", "[]", "{", "garbage", "\u0000", "<a/>")) {
      isUnreadable(garbage.getBytes(UTF_8));
    }
  }

  @Test
  default void S33_aRecordThatIsCutOffIsUnreadable() {
    byte[] bytes = sound();
    for (int length = 0; length < bytes.length; length++) {
      isUnreadable(Arrays.copyOf(bytes, length));
    }
  }

  /** As where a shorter record was written over a longer one, or two were joined. */
  @Test
  default void S33_aRecordThatSomethingFollowsIsUnreadable() {
    byte[] bytes = sound();
    List<byte[]> tails =
        List.of(
            bytes,
            new byte[1],
            new byte[] {(byte) 0xff},
            "}".getBytes(UTF_8),
            "x".getBytes(UTF_8),
            Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
    for (byte[] tail : tails) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + tail.length);
      System.arraycopy(tail, 0, longer, bytes.length, tail.length);
      isUnreadable(longer);
    }
  }

  @Test
  default void S33_whateverTheBytesAreNoOtherFailureComes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = round % 2 == 0 ? sound() : new byte[random.nextInt(200)];
      if (round % 2 == 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      } else {
        random.nextBytes(bytes);
      }
      assertThat(read(bytes))
          .as("seed %s, round %s", seed, round)
          .satisfiesAnyOf(
              failure -> assertThat(failure).isNull(),
              failure -> assertThat(failure).isInstanceOf(UnreadableRecordException.class));
    }
  }

  @Test
  default void S33_deeplyNestedBytesBreakNothing() {
    for (String open : List.of("[", "{\"cookie\":", "{\"cookie\":{},\"a\":[")) {
      isUnreadable(open.repeat(200_000).getBytes(UTF_8));
    }
  }

  @Test
  default void S34_noMessageHoldsWhatIsInTheBytes() {
    byte[] bytes = sound();
    for (int length = 0; length < bytes.length; length++) {
      for (Throwable said : FailureChain.of(read(Arrays.copyOf(bytes, length)))) {
        assertThat(String.valueOf(said.getMessage())).doesNotContain(SECRET);
      }
    }
  }

  private byte[] sound() {
    return serializer().serialize(SerializerClauses.recordOf("attribute", SECRET));
  }

  private @Nullable Throwable read(byte[] bytes) {
    return catchThrowable(() -> serializer().deserialize(bytes));
  }

  private void isUnreadable(byte[] bytes) {
    assertThatExceptionOfType(UnreadableRecordException.class)
        .as("%s bytes", bytes.length)
        .isThrownBy(() -> serializer().deserialize(bytes));
  }
}
