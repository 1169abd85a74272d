package io.cloakroom.tck.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.model.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * S2, of one serializer that is used again and again: no call leaves anything behind, in it or in
 * what it was given.
 */
interface RepeatedUseClauses extends SerializerClauses {

  int CALLS = 600;

  int THREADS = 8;

  int RECORDS_OF_A_THREAD = 60;

  /** Texts of which some have the hash code of others. */
  List<String> TEXTS = List.of("Aa", "BB", "AaAa", "BBBB", "AaBB", "BBAa", "", "\u00e9\0");

  @Test
  default void S2_noCallLeavesAnythingForTheNext() {
    SessionSerializer one = serializer();
    Random random = new Random(Seed.next());
    List<SessionRecord> kept = new ArrayList<>();
    List<byte[]> bytes = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      switch (random.nextInt(4)) {
        case 0 -> refuse(one, random);
        case 1 -> readDamaged(one, random, bytes);
        case 2 -> {
          SessionRecord written = record(random, 40);
          kept.add(written);
          bytes.add(one.serialize(written));
        }
        default -> {
          for (int i = Math.max(0, kept.size() - 3); i < kept.size(); i++) {
            assertThat(one.deserialize(bytes.get(i)))
                .as("record %s after %s calls", i, call)
                .isEqualTo(kept.get(i));
          }
        }
      }
    }
  }

  private static SessionRecord record(Random random, int most) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      attributes.put(text(random, 1), value(random, most));
    }
    return new SessionRecord(SessionCookie.PLAIN, attributes);
  }

  private static Object value(Random random, int most) {
    return switch (random.nextInt(3)) {
      case 0 -> text(random, random.nextInt(most));
      case 1 -> new ArrayList<>(List.of(text(random, 2), text(random, most / 2)));
      default -> new LinkedHashMap<>(Map.of(text(random, 1), text(random, 1)));
    };
  }

  private static String text(Random random, int parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      text.append(TEXTS.get(random.nextInt(TEXTS.size())));
    }
    return text.toString();
  }

  /** What can't be stored comes after what can, and within it. */
  private static void refuse(SessionSerializer one, Random random) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(record(random, 40).attributes());
    Object no = new Object();
    attributes.put("no", random.nextBoolean() ? no : new ArrayList<>(List.of("before", no)));
    assertThatExceptionOfType(UnstorableAttributeException.class)
        .isThrownBy(() -> one.serialize(new SessionRecord(SessionCookie.PLAIN, attributes)));
  }

  private static void readDamaged(SessionSerializer one, Random random, List<byte[]> bytes) {
    if (bytes.isEmpty()) {
      return;
    }
    byte[] sound = bytes.get(random.nextInt(bytes.size()));
    byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length));
    try {
      assertThat(one.deserialize(damaged)).isNotNull();
    } catch (UnreadableRecordException unreadable) {
      assertThat(unreadable).hasNoCause();
    }
  }

  @Test
  default void S2_whatIsWrittenOrReadStaysAsItWas() {
    SessionSerializer one = serializer();
    List<Object> values = KindsOfValues.all();
    List<Object> before = KindsOfValues.all();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      byte[] bytes;
      try {
        bytes = one.serialize(SerializerClauses.recordOf("attribute", value));
        List<Object> list = new ArrayList<>(List.of(value));
        one.serialize(SerializerClauses.recordOf("attribute", list));
        assertThat(list).as("a list that was written").hasSize(1);
      } catch (UnstorableAttributeException refused) {
        assertThat(refused).hasMessageContaining("\"attribute\"");
        bytes = new byte[0];
      }
      assertThat(KindsOfValues.isSame(value, before.get(i)))
          .as("%s, which was %s before it was written", value, before.get(i))
          .isTrue();
      if (bytes.length > 0) {
        byte[] read = bytes.clone();
        one.deserialize(read);
        assertThat(read).as("bytes that were read").isEqualTo(bytes);
      }
    }
  }

  @SuppressWarnings("JavaUtilDate") // a session may hold one, and it can be changed
  @Test
  default void S2_whatWasChangedInPlaceIsWrittenAsItIs() {
    List<String> list = new ArrayList<>(List.of("Aa"));
    changed(list, () -> list.set(0, "BB"));
    Map<String, Object> map = new HashMap<>(Map.of("a", list));
    changed(map, () -> list.set(0, "Aa"));
    int[] numbers = {1, 2};
    changed(numbers, () -> numbers[1] = 3);
    byte[] bytes = {1, 2};
    changed(bytes, () -> bytes[1] = 3);
    Object[] objects = {"a", list};
    changed(objects, () -> objects[0] = "b");
    ArrayDeque<String> queue = new ArrayDeque<>(List.of("Aa"));
    changed(queue, () -> queue.add("b"));
    AtomicInteger count = new AtomicInteger(1);
    changed(count, count::incrementAndGet);
    Date date = new Date(1L << 32);
    changed(date, () -> date.setTime(1));
    BitSet bits = BitSet.valueOf(new long[] {1});
    changed(bits, () -> bits.set(7));
  }

  /** The same record, and the same value in another. */
  private void changed(Object value, Runnable change) {
    SessionSerializer one = serializer();
    SessionRecord written = SerializerClauses.recordOf("attribute", value);
    try {
      one.serialize(written);
    } catch (UnstorableAttributeException refused) {
      assertThat(refused).hasMessageContaining("\"attribute\"");
      return;
    }
    change.run();
    for (SessionRecord each : List.of(written, SerializerClauses.recordOf("attribute", value))) {
      Object back = one.deserialize(one.serialize(each)).attributes().get("attribute");
      assertThat(KindsOfValues.isSame(back, value))
          .as("%s, written again as %s", value, back)
          .isTrue();
    }
  }

  @Test
  default void S2_manyThreadsThatWriteRecordsOfAnySizeShareASerializer() throws Exception {
    SessionSerializer one = serializer();
    long seed = Seed.next();
    List<Callable<Boolean>> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(seed + thread);
      threads.add(
          () -> {
            for (int i = 0; i < RECORDS_OF_A_THREAD; i++) {
              SessionRecord written = record(random, 4_000);
              SessionRecord back = one.deserialize(one.serialize(written));
              if (!Objects.equals(back, written)) {
                return false;
              }
            }
            return true;
          });
    }

    assertThat(ConcurrentTasks.run(threads)).as("whose records came back").containsOnly(true);
  }
}
