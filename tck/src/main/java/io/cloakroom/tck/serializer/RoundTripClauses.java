package io.cloakroom.tck.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
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
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
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
  default void S2_theCookiesFactsComeBack() {
    Instant expires = Instant.parse("2026-03-01T12:00:00.250Z");
    SessionCookie cookie =
        new SessionCookie(
            Duration.ofMinutes(1),
            expires,
            true,
            false,
            "example.org",
            "/app",
            SameSite.STRICT,
            true,
            null);

    SessionRecord after =
        serializer().deserialize(serializer().serialize(new SessionRecord(cookie, Map.of())));

    assertThat(after.cookie()).isEqualTo(cookie);
  }

  @Test
  default void S2_everyFactOfACookieComesBack() {
    SessionCookie usual = SessionCookie.PLAIN;
    List<SessionCookie> cookies = new ArrayList<>();
    cookies.add(cookie(null, null, null, null));
    cookies.add(cookie(true, SameSite.NONE, true, CookiePriority.HIGH));
    for (SameSite sameSite : SameSite.values()) {
      cookies.add(cookie(false, sameSite, null, null));
    }
    for (CookiePriority priority : CookiePriority.values()) {
      cookies.add(cookie(null, null, false, priority));
    }
    for (long millis : new long[] {1, 999, 60_001, 31_536_000_000L}) {
      cookies.add(usual.withMaxAge(Duration.ofMillis(millis)));
    }
    for (SessionCookie cookie : cookies) {
      SessionRecord after =
          serializer().deserialize(serializer().serialize(new SessionRecord(cookie, Map.of())));

      assertThat(after.cookie().withMaxAge(null)).isEqualTo(cookie.withMaxAge(null));
      assertThat(after.cookie().maxAge()).isEqualTo(cookie.maxAge());
    }
  }

  private static SessionCookie cookie(
      @Nullable Boolean secure,
      @Nullable SameSite sameSite,
      @Nullable Boolean partitioned,
      @Nullable CookiePriority priority) {
    return new SessionCookie(
        null, null, secure, false, null, "/a", sameSite, partitioned, priority);
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
    for (Object value : usualValues()) {
      comesBackOrIsRefused(value);
      if (!value.getClass().isArray()) {
        comesBackOrIsRefused(new ArrayList<>(List.of(value)));
        comesBackOrIsRefused(new LinkedHashMap<>(Map.of("key", value)));
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
    values.addAll(List.of(1.5, 1_000_000L, Instant.ofEpochSecond(1, 1), LocalDateTime.MIN));
    for (Object value : values) {
      if (!value.getClass().isArray() && isStorable(value)) {
        attributes.put("i" + attributes.size(), value);
      }
    }
    SessionRecord written =
        new SessionRecord(SessionCookie.PLAIN.withMaxAge(Duration.ofMinutes(10)), attributes);
    byte[] usual = serializer().serialize(written);
    OtherDefaults.each(
        place -> {
          assertThat(serializer().deserialize(usual)).as("read by %s", place).isEqualTo(written);
          byte[] there = serializer().serialize(written);
          assertThat(serializer().deserialize(there)).as("%s", place).isEqualTo(written);
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
    assertThat(roundTrip(value))
        .as("%s %s", value.getClass().getName(), value)
        .isEqualTo(value)
        .hasSameClassAs(value);
  }

  private static List<Object> usualValues() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      deep = new ArrayList<>(List.of(deep));
    }
    return List.of(
        "text",
        "",
        " a ",
        "e\u0301 is not \u00e9",
        "\ufeffmarked",
        "x".repeat(70_000),
        deep,
        new ArrayList<>(),
        new LinkedHashMap<>(),
        new byte[0],
        Integer.MIN_VALUE,
        Long.MIN_VALUE,
        (1L << 53) + 1,
        Float.NaN,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        new BigDecimal("0.00"),
        new BigDecimal("1E+40"),
        Instant.ofEpochSecond(-1, 999_999_999),
        Duration.ofSeconds(-1, 1),
        LocalDate.of(-5, 1, 1),
        LocalDateTime.of(1, 2, 3, 4, 5, 6, 7),
        "half a character: \uD83D",
        true,
        'c',
        (byte) 1,
        (short) 2,
        3,
        4L,
        Long.MAX_VALUE,
        5f,
        6.0,
        0.1,
        -0.0,
        Double.NaN,
        new BigDecimal("1.10"),
        BigInteger.TWO.pow(80),
        new byte[] {0, -1},
        new int[] {1, 2},
        Duration.ofNanos(1),
        Instant.ofEpochSecond(1, 1),
        LocalDate.EPOCH,
        DayOfWeek.FRIDAY,
        new UUID(1, 2),
        new TreeMap<>(Map.of("k", 1L)),
        new ArrayList<>(List.of(1, 2L)));
  }
}
