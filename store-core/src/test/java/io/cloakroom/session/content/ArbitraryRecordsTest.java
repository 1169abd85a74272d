package io.cloakroom.session.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.serializer.ArbitraryValues;
import io.cloakroom.serializer.SameValue;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Any value, through every serializer in every form. {@code -Dcloakroom.arbitrary.values=100000}
 * tries more of them. A build tries the same each time; {@code -Dcloakroom.arbitrary.seed} with any
 * number looks elsewhere.
 */
class ArbitraryRecordsTest {

  private static final int VALUES = Integer.getInteger("cloakroom.arbitrary.values", 2_000);
  private static final long SEED = Long.getLong("cloakroom.arbitrary.seed", 1);
  private static final String KEY = "sess:any";
  private static final Map<String, RecordFormat> FORMATS = SampleFormats.all();

  @Test
  void S2_whateverIsSavedComesBackEqualAndOfTheSameClasses(TestReporter reporter) {
    reporter.publishEntry("cloakroom.arbitrary.seed", Long.toString(SEED));
    LongStream.range(SEED, SEED + VALUES)
        .parallel()
        .forEach(
            seed -> {
              Object value = new ArbitraryValues(seed).value();
              SameValue same = SameValue.as(value);
              FORMATS.forEach(
                  (name, format) -> {
                    Object back = roundTrip(format, value);
                    if (!same.is(back)) {
                      throw new AssertionError(
                          "%s, seed %d%n%s%n%s"
                              .formatted(name, seed, same, SameValue.describe(back)));
                    }
                  });
            });
  }

  private static Object roundTrip(RecordFormat format, Object value) {
    byte[] stored =
        SampleFormats.write(
            format,
            KEY,
            new SessionRecord(SessionCookie.PLAIN, Collections.singletonMap("a", value)));
    return SampleFormats.read(format, KEY, stored).attributes().get("a");
  }

  @Test
  void everyTypeOfTheListIsAmongTheValues() {
    Set<String> missing =
        new TreeSet<>(
            Set.of(
                "null",
                "Boolean",
                "Byte",
                "Short",
                "Integer",
                "Long",
                "Float:NaN",
                "Float:-0.0",
                "Float:Infinity",
                "Double:NaN",
                "Double:-0.0",
                "Double:-Infinity",
                "BigInteger",
                "BigDecimal",
                "Character",
                "String",
                "UUID",
                "URI",
                "Instant",
                "LocalDate",
                "LocalTime",
                "LocalDateTime",
                "OffsetTime",
                "OffsetDateTime",
                "ZonedDateTime",
                "Duration",
                "Period",
                "Year",
                "YearMonth",
                "MonthDay",
                "Month",
                "DayOfWeek",
                "ZoneOffset",
                "java.time.ZoneRegion",
                "java.util.Date",
                "Locale",
                "Currency",
                "byte[]",
                "boolean[]",
                "short[]",
                "char[]",
                "int[]",
                "long[]",
                "float[]",
                "double[]",
                "java.lang.Object[]",
                "java.lang.String[][]",
                "int[][]",
                "Samples$Item[]",
                "Samples$Color[]",
                "java.util.Optional",
                "Optional.empty",
                "java.util.ArrayList",
                "java.util.LinkedList",
                "java.util.HashSet",
                "java.util.LinkedHashSet",
                "java.util.TreeSet",
                "java.util.HashMap",
                "java.util.LinkedHashMap",
                "java.util.TreeMap",
                "java.util.EnumMap",
                "EnumSet",
                "ImmutableCollections$List",
                "ImmutableCollections$Set",
                "ImmutableCollections$Map",
                "Collections$Unmodifiable",
                "ArrayList[null",
                "HashMap[java.lang.Long",
                "Samples$Color$",
                "Samples$Item",
                "Samples$Page",
                "Samples$Everything",
                "Samples$Cart",
                "\ud800"));
    for (long seed = 0; seed < 20_000 && !missing.isEmpty(); seed++) {
      String described = SameValue.describe(new ArbitraryValues(seed).value());
      missing.removeIf(described::contains);
    }

    assertThat(missing).isEmpty();
  }
}
