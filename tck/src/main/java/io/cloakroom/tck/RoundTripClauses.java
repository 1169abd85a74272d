package io.cloakroom.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.UnstorableAttributeException;
import io.cloakroom.session.SameSite;
import io.cloakroom.session.SessionCookie;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S2: what a serializer writes comes back, or is not written. */
interface RoundTripClauses extends SerializerClauses {

  @Test
  default void S2_aRecordWithoutAttributesComesBack() {
    SessionRecord empty = new SessionRecord(SessionCookie.DEFAULT, Map.of());

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
  default void S2_textListsMapsAndNullsComeBackInTheirOrder() {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("zebra", "é漢😀 \u0000\"\\\n");
    attributes.put("", new ArrayList<>(Arrays.asList("a", null, new ArrayList<>())));
    attributes.put("nothing", null);
    attributes.put("apple", new LinkedHashMap<>(Map.of("deep", new LinkedHashMap<>())));

    SessionRecord after =
        serializer()
            .deserialize(
                serializer().serialize(new SessionRecord(SessionCookie.DEFAULT, attributes)));

    assertThat(after.attributes()).isEqualTo(attributes);
    assertThat(after.attributes().keySet()).containsExactly("zebra", "", "nothing", "apple");
  }

  @Test
  default void S2_whatIsAcceptedComesBackEqualAndOfTheSameClass() {
    for (Object value : usualValues()) {
      try {
        comesBack(value);
      } catch (UnstorableAttributeException refused) {
        assertThat(refused).hasMessageContaining("\"attribute\"");
      }
    }
  }

  @Test
  default void S2_theValuesThatItIsForComeBack() {
    values().forEach(this::comesBack);
  }

  @Test
  default void S2_whatCannotComeBackIsRefusedByNameAndClass() {
    for (Object value : List.of(new Object(), Thread.currentThread(), (Runnable) () -> {})) {
      assertThatExceptionOfType(UnstorableAttributeException.class)
          .as("the refusal of a %s", value.getClass())
          .isThrownBy(() -> serializer().serialize(SerializerClauses.recordOf("attribute", value)))
          .withMessageContaining("\"attribute\"")
          .withMessageContaining(value.getClass().getName().replaceFirst("/.*", ""))
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

    assertThat(Racers.race(threads)).containsOnly(true);
  }

  private void comesBack(Object value) {
    assertThat(roundTrip(value))
        .as("%s %s", value.getClass().getName(), value)
        .isEqualTo(value)
        .hasSameClassAs(value);
  }

  private static List<Object> usualValues() {
    return List.of(
        "text",
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
