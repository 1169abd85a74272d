package io.cloakroom.tck.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.model.EdgeCases;
import io.cloakroom.tck.model.OtherDefaults;
import io.cloakroom.tck.model.Seed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S2: what a serializer writes comes back, or is not written. */
interface RoundTripClauses extends SerializerClauses {

  @Test
  default void S2_aRecordWithoutAttributesComesBack() {
    SessionRecord empty = new SessionRecord(SessionCookie.PLAIN, Map.of());

    assertThat(serializer().deserialize(serializer().serialize(empty))).isEqualTo(empty);
  }

  @Test
  default void S2_manyAttributesOfAnyNameComeBackInTheirOrder() {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (String name :
        List.of("z", "Z", "a.b", "$ref", "@class", "__proto__", "\u00e9", "e\u0301", " ")) {
      attributes.put(name, "value of " + name);
    }
    for (int i = 300; i > 0; i--) {
      attributes.put("n" + i, "value of " + i);
    }
    attributes.put("n".repeat(300), "long");

    SessionRecord after =
        serializer()
            .deserialize(
                serializer().serialize(new SessionRecord(SessionCookie.PLAIN, attributes)));

    assertThat(after.attributes()).isEqualTo(attributes);
    assertThat(after.attributes().keySet()).containsExactlyElementsOf(attributes.keySet());
  }

  @Test
  default void S2_nothingIsSharedBetweenRecordsOrWithTheirBytes() {
    SessionRecord one = SerializerClauses.recordOf("attribute", new ArrayList<>(List.of("a")));
    SessionRecord other = SerializerClauses.recordOf("attribute", new ArrayList<>(List.of("b")));
    SessionSerializer shared = serializer();
    byte[] bytes = shared.serialize(one);
    byte[] before = bytes.clone();
    shared.serialize(other);
    assertThat(bytes).as("what was written before another record").isEqualTo(before);

    SessionRecord first = shared.deserialize(bytes);
    SessionRecord second = shared.deserialize(bytes.clone());
    Arrays.fill(bytes, (byte) '#');
    assertThat(first).as("a record whose bytes were overwritten").isEqualTo(one);
    List<?> read = Objects.requireNonNull((List<?>) first.attributes().get("attribute"));
    read.clear();
    assertThat(second).as("a record that was read twice").isEqualTo(one);
  }

  @Test
  default void S2_textListsMapsAndNullsComeBackInTheirOrder() {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("zebra", "é漢😀 \u0000\"\\\n");
    attributes.put("", new ArrayList<>(Arrays.asList("a", null, new ArrayList<>())));
    attributes.put("nothing", null);
    attributes.put("apple", new LinkedHashMap<>(Map.of("deep", new LinkedHashMap<>())));

    SessionRecord after =
        serializer()
            .deserialize(
                serializer().serialize(new SessionRecord(SessionCookie.PLAIN, attributes)));

    assertThat(after.attributes()).isEqualTo(attributes);
    assertThat(after.attributes().keySet()).containsExactly("zebra", "", "nothing", "apple");
  }

  @Test
  default void S2_whatIsAcceptedComesBackEqualAndOfTheSameClass() {
    for (Object value : KindsOfValues.all()) {
      comesBackOrIsRefused(value);
      if (!value.getClass().isArray()) {
        comesBackOrIsRefused(new ArrayList<>(List.of(value)));
        comesBackOrIsRefused(new LinkedHashMap<>(Map.of("key", value)));
      }
      if (value instanceof String) {
        comesBackOrIsRefused(new LinkedHashMap<>(Map.of(value, "value")));
      }
    }
  }

  private void comesBackOrIsRefused(Object value) {
    try {
      comesBack(value);
    } catch (UnstorableAttributeException refused) {
      assertThat(refused).hasMessageContaining("\"attribute\"");
    }
  }

  @Test
  default void S2_numbersAroundEachPowerOfTwoComeBack() {
    List<Long> numbers = new ArrayList<>();
    for (int power = 0; power < Long.SIZE; power++) {
      for (long by = -1; by <= 1; by++) {
        numbers.add((1L << power) + by);
        numbers.add(-(1L << power) + by);
      }
    }
    allComeBackOrAreRefused(numbers);
    allComeBackOrAreRefused(numbers.stream().map(Long::intValue).toList());
    allComeBackOrAreRefused(numbers.stream().map(Double::longBitsToDouble).toList());
    allComeBackOrAreRefused(numbers.stream().map(BigInteger::valueOf).toList());
    allComeBackOrAreRefused(numbers.stream().map(each -> BigDecimal.valueOf(each, 7)).toList());
  }

  @Test
  default void S2_textOfAnyCharactersComesBack() {
    List<String> texts = new ArrayList<>(EdgeCases.names());
    for (char c = 0; c < 0x100; c++) {
      texts.add("a" + c + "b" + c);
    }
    texts.addAll(
        List.of("a\r\nb\r\n", "\r", "\n\n", "\u2028\u2029", "a\u00a0", "&amp;<b>", "\\u0041"));
    allComeBackOrAreRefused(texts);
  }

  @Test
  default void S2_timesOfAnyFractionComeBack() {
    Random random = new Random(Seed.next());
    List<Instant> times =
        Stream.generate(
                () -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)))
            .limit(100)
            .toList();
    allComeBackOrAreRefused(times);
    allComeBackOrAreRefused(
        times.stream().map(each -> Duration.between(Instant.EPOCH, each)).toList());
    allComeBackOrAreRefused(
        times.stream().map(each -> LocalDateTime.ofInstant(each, ZoneOffset.UTC)).toList());
  }

  /** As attributes and within a list. */
  private void allComeBackOrAreRefused(List<?> values) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (Object value : values) {
      attributes.put("value " + attributes.size(), value);
    }
    attributes.put("list", new ArrayList<>(values));
    try {
      SessionRecord after =
          serializer()
              .deserialize(
                  serializer().serialize(new SessionRecord(SessionCookie.PLAIN, attributes)));
      assertThat(after.attributes()).isEqualTo(attributes);
    } catch (UnstorableAttributeException refused) {
      assertThat(refused.attribute()).isIn(attributes.keySet());
    }
  }

  @Test
  default void S2_theValuesThatItIsForComeBack() {
    values().forEach(this::comesBack);
  }

  @Test
  default void S2_noLocaleAndNoTimeZoneMakesADifference() {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("I", "I\u0131i\u0130");
    List<Object> values = new ArrayList<>(values());
    values.addAll(List.of(1.5, 1_000_000L, LocalDateTime.MIN));
    values.addAll(KindsOfValues.all());
    for (Object value : values) {
      if (isStorable(value)) {
        attributes.put("i" + attributes.size(), value);
      }
    }
    SessionRecord written =
        new SessionRecord(SessionCookie.PLAIN.withMaxAge(Duration.ofMinutes(10)), attributes);
    byte[] usual = serializer().serialize(written);
    List<byte[]> usualCookies =
        CookieFactClauses.cookies().stream()
            .map(cookie -> serializer().serialize(new SessionRecord(cookie, Map.of())))
            .toList();
    OtherDefaults.each(
        place -> {
          isSame(serializer().deserialize(usual), written, "read by " + place);
          byte[] there = serializer().serialize(written);
          isSame(serializer().deserialize(there), written, place);
          for (int i = 0; i < usualCookies.size(); i++) {
            SessionCookie cookie = CookieFactClauses.cookies().get(i);
            CookieFactClauses.comesBack(serializer(), cookie, usualCookies.get(i));
            CookieFactClauses.comesBack(
                serializer(), cookie, serializer().serialize(new SessionRecord(cookie, Map.of())));
          }
        });
  }

  private static void isSame(SessionRecord read, SessionRecord written, String place) {
    assertThat(read.cookie()).as(place).isEqualTo(written.cookie());
    assertThat(read.attributes()).as(place).hasSameSizeAs(written.attributes());
    written
        .attributes()
        .forEach(
            (name, value) -> {
              Object back = read.attributes().get(name);
              assertThat(KindsOfValues.isSame(back, value))
                  .as("%s, which came back as %s: %s", value, back, place)
                  .isTrue();
            });
  }

  private boolean isStorable(Object value) {
    try {
      return serializer().serialize(SerializerClauses.recordOf("attribute", value)).length > 0;
    } catch (UnstorableAttributeException refused) {
      return false;
    }
  }

  @Test
  default void S2_whatCannotComeBackIsRefusedByNameAndClass() {
    for (Object value : List.of(new Object(), Thread.currentThread(), (Runnable) () -> {})) {
      assertThatExceptionOfType(UnstorableAttributeException.class)
          .as("the refusal of a %s", value.getClass())
          .isThrownBy(() -> serializer().serialize(SerializerClauses.recordOf("attribute", value)))
          .withMessageContaining("\"attribute\"")
          // of a lambda's class, whose name changes with every start, the class that it stands in
          .withMessageContaining(value.getClass().getName().replaceFirst("\\$\\$Lambda.*", ""))
          .satisfies(refused -> assertThat(refused.attribute()).isEqualTo("attribute"));
    }
  }

  @Test
  default void S2_manyThreadsShareASerializer() throws Exception {
    List<Callable<Boolean>> threads = new ArrayList<>();
    for (int thread = 0; thread < 50; thread++) {
      String value = "thread " + thread;
      threads.add(() -> value.equals(roundTrip(value)));
    }

    assertThat(ConcurrentTasks.run(threads)).containsOnly(true);
  }

  private void comesBack(Object value) {
    Object back = roundTrip(value);
    assertThat(back).as("%s %s", value.getClass().getName(), value).hasSameClassAs(value);
    assertThat(KindsOfValues.isSame(back, value))
        .as("%s %s, which came back as %s", value.getClass().getName(), value, back)
        .isTrue();
  }
}
