package io.cloakroom.serializer.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableRecordException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are, reading them ends soon, in a record or as unreadable. */
@Timeout(60)
class KryoHostileBytesTest {

  record Item(String article, int amount, List<String> notes) {}

  static class Node {
    String name = "";
    @Nullable Node next;
    Set<Object> others = new HashSet<>();
    int[] numbers = {1, 2, 3};
  }

  static class Unlisted {}

  private static final int INT_ARRAY = 46;
  private static final int ARRAY_LIST = 69;
  private static final int HASH_SET = 72;

  private final KryoSessionSerializer serializer =
      KryoSessionSerializer.builder().allow(Item.class).allow(Node.class, 0).build();

  @Test
  void S29_mutatedRecordsAreRecordsOrUnreadable() {
    byte[] original = serializer.serialize(sample());
    int unreadable = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      unreadable += isRecord(mutate(original, new Random(seed))) ? 0 : 1;
    }

    assertThat(unreadable).isGreaterThan(750);
  }

  @Test
  void S29_randomBytesAreRecordsOrUnreadable() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      byte[] header = record(output -> {});

      // Now and then random bytes are a record; what matters is that nothing else is thrown.
      isRecord(concatenated(header, bytes));
      assertThat(isRecord(bytes)).isFalse();
    }
  }

  @Test
  void S29_aRecordCutShortOrContinuedIsUnreadable() {
    byte[] original = serializer.serialize(sample());
    for (int length = 0; length <= original.length + 1; length++) {
      assertThat(isRecord(Arrays.copyOf(original, length))).isEqualTo(length == original.length);
    }
  }

  @Test
  void S29_aClassByNameIsUnreadableEvenIfItIsAllowed() {
    byte[] bytes =
        record(
            output -> {
              output.writeVarInt(1, true); // Kryo's mark for a class by its name
              output.writeVarInt(0, true);
              output.writeString(Node.class.getName());
              output.writeVarInt(1, true);
              output.writeVarInt(0, true);
            });
    byte[] byItsId =
        record(
            output -> {
              output.writeVarInt(KryoAllowList.FIRST_GIVEN + 2, true);
              output.writeVarInt(1, true);
              output.writeVarInt(0, true);
            });

    assertUnreadable(bytes);
    assertThat(isRecord(byItsId)).isTrue();
  }

  @Test
  void S29_aClassThatIsNoLongerAllowedIsUnreadable() {
    byte[] bytes = serializer.serialize(sample());

    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> KryoSessionSerializer.builder().build().deserialize(bytes));
  }

  @Test
  void S29_recordsOfBareKryoAndJavaAndJsonAreUnreadable() {
    Kryo bare = new Kryo();
    bare.setRegistrationRequired(false);
    Output output = new Output(100, -1);
    bare.writeClassAndObject(output, new HashMap<>(Map.of("a", new Unlisted())));

    assertUnreadable(output.toBytes());
    assertUnreadable(new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 's', 'r'});
    assertUnreadable("{\"cookie\":{}}".getBytes(UTF_8));
    assertUnreadable(new byte[0]);
    assertUnreadable(new byte[] {'K', 1, 0, 0});
  }

  private static Stream<byte[]> claims() {
    return Stream.of(0x7FFFFFFF, -1, 1_000_000, 1 << 30)
        .flatMap(
            length ->
                Stream.concat(
                    Stream.of(
                        record(output -> output.writeVarIntFlag(true, length, true)),
                        record(
                            output -> {
                              output.writeVarInt(3, true); // String
                              output.writeVarIntFlag(true, length, true);
                            })),
                    java.util.stream.IntStream.range(2, 100)
                        .mapToObj(
                            classId ->
                                record(
                                    output -> {
                                      output.writeVarInt(classId, true);
                                      output.writeVarInt(1, true);
                                      output.writeVarInt(length, true);
                                      output.writeVarInt(length, true);
                                    }))));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void S29_aClaimedLengthIsNotTrusted(byte[] bytes) {
    long before = allocated();

    isRecord(bytes);

    assertThat(allocated() - before).isLessThan(1 << 20);
  }

  @Test
  void S29_nestedClaimsDoNotAddUp() {
    int bytesLength = 100_000;
    byte[] bytes =
        record(
            output -> {
              for (int i = 0; i < 250; i++) {
                output.writeVarInt(ARRAY_LIST + 2, true);
                output.writeVarInt(1, true);
                output.writeVarInt(bytesLength / 2, true);
              }
              output.writeBytes(new byte[bytesLength]);
            });
    long before = allocated();

    assertUnreadable(bytes);

    assertThat(allocated() - before).isLessThan(4 << 20);
  }

  @Test
  void S29_deepNestingIsUnreadable() {
    byte[] bytes =
        record(
            output -> {
              for (int i = 0; i < 100_000; i++) {
                output.writeVarInt(ARRAY_LIST + 2, true);
                output.writeVarInt(1, true);
                output.writeVarInt(1, true);
              }
              output.writeVarInt(0, true);
            });

    assertUnreadable(bytes);
  }

  /**
   * Two sets on each of 100 levels, both in both of the level above: 2^100 ways to the innermost.
   */
  @Test
  void S29_setsThatTakeForeverToHashAreUnreadable() {
    byte[] bytes =
        record(
            output -> {
              List<Integer> openReferences = new ArrayList<>();
              writeLevel(output, 100, openReferences);
            });

    assertUnreadable(bytes);
  }

  @Test
  void keepsListsThatShareAHundredLevelsSinceNobodyHashesThem() {
    List<Object> shared = new ArrayList<>(List.of("x"));
    for (int i = 0; i < 100; i++) {
      shared = new ArrayList<>(List.of(shared, shared));
    }
    SessionRecord written = new SessionRecord(SessionCookie.PLAIN, Map.of("lists", shared));

    byte[] bytes = serializer.serialize(written);

    List<?> outer = (List<?>) serializer.deserialize(bytes).attributes().get("lists");
    assertThat(outer.get(0) == outer.get(1)).isTrue();
    assertThat(bytes).hasSizeLessThan(1000);
  }

  @Test
  void S29_aSetThatHoldsItselfEndsAsUnreadableOrARecord() {
    byte[] bytes =
        record(
            output -> {
              output.writeVarInt(HASH_SET + 2, true);
              output.writeVarInt(1, true);
              output.writeVarInt(2, true);
              for (int i = 0; i < 2; i++) {
                output.writeVarInt(ARRAY_LIST + 2, true);
                output.writeVarInt(1, true);
                output.writeVarInt(2, true);
                output.writeVarInt(HASH_SET + 2, true);
                output.writeVarInt(2, true);
                output.writeVarInt(2 + 1, true);
                output.writeVarInt(i, true);
              }
            });

    assertThat(isRecord(bytes)).isFalse();
  }

  @Test
  void theIdsInTheseTestsAreThoseOfTheirClasses() {
    List<Class<?>> types =
        KryoPlatformTypes.entries().stream().<Class<?>>map(KryoPlatformTypes.Entry::type).toList();

    assertThat(types.indexOf(ArrayList.class) + KryoPlatformTypes.FIRST).isEqualTo(ARRAY_LIST);
    assertThat(types.indexOf(HashSet.class) + KryoPlatformTypes.FIRST).isEqualTo(HASH_SET);
    assertThat(types.indexOf(int[].class) + KryoPlatformTypes.FIRST).isEqualTo(INT_ARRAY);
    assertThat(types).hasSizeLessThan(KryoAllowList.FIRST_GIVEN - KryoPlatformTypes.FIRST - 2);
  }

  private static void writeLevel(Output output, int depth, List<Integer> ids) {
    // A list of one set; the set holds two lists that both refer to the level below.
    output.writeVarInt(HASH_SET + 2, true);
    output.writeVarInt(1, true);
    int self = ids.size();
    ids.add(self);
    if (depth == 0) {
      output.writeVarInt(0, true);
      return;
    }
    output.writeVarInt(2, true);
    output.writeVarInt(ARRAY_LIST + 2, true);
    output.writeVarInt(1, true);
    ids.add(ids.size());
    output.writeVarInt(1, true);
    int below = ids.size();
    writeLevel(output, depth - 1, ids);
    output.writeVarInt(ARRAY_LIST + 2, true);
    output.writeVarInt(1, true);
    ids.add(ids.size());
    output.writeVarInt(2, true);
    for (int i = 0; i < 2; i++) {
      output.writeVarInt(HASH_SET + 2, true);
      output.writeVarInt(below + 2, true);
    }
  }

  private boolean isRecord(byte[] bytes) {
    try {
      serializer.deserialize(bytes);
      return true;
    } catch (UnreadableRecordException e) {
      assertThat(e).hasNoCause();
      return false;
    }
  }

  private void assertUnreadable(byte[] bytes) {
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> serializer.deserialize(bytes));
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  /** A record of one attribute whose value is what the writer writes. */
  private static byte[] record(java.util.function.Consumer<Output> writer) {
    Output output = new Output(100, -1);
    writer.accept(output);
    return new KryoRecord(1 << 23)
        .join(new RecordParts(SessionCookie.PLAIN, Map.of("a", StoredValue.of(output.toBytes()))));
  }

  private static SessionRecord sample() {
    Node node = new Node();
    node.name = "é漢";
    node.next = new Node();
    node.next.next = node;
    node.others.add("x");
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("node", node);
    attributes.put("items", List.of(new Item("a", 1, List.of()), new Item("b", 2, List.of("c"))));
    attributes.put("when", Instant.EPOCH);
    attributes.put("array", new Object[] {1, 2L, "three", node.next});
    attributes.put("map", new HashMap<>(Map.of(1, Set.of(1, 2, 3), 2, "two")));
    return new SessionRecord(SessionCookie.PLAIN.withMaxAge(Duration.ofDays(1)), attributes);
  }

  private static byte[] concatenated(byte[] head, byte[] tail) {
    byte[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = 2 + random.nextInt(bytes.length - 2);
      int length = Math.min(random.nextInt(6), bytes.length - at);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          byte[] repeated = Arrays.copyOf(bytes, bytes.length + length);
          System.arraycopy(bytes, at, repeated, at + length, bytes.length - at);
          bytes = repeated;
        }
      }
    }
    return bytes;
  }
}
