package io.cloakroom.serializer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A value of each class of the JDK that Kryo's records can hold. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"})
final class KryoGoldenValues {

  private KryoGoldenValues() {}

  static Object[] values() {
    LocalDateTime time = LocalDateTime.of(2026, 3, 29, 1, 30, 15, 7);
    return new Object[] {
      null,
      "é",
      true,
      (byte) 1,
      (short) 2,
      3,
      4L,
      5f,
      6d,
      'c',
      BigInteger.TEN.pow(20),
      new BigDecimal("1.10"),
      new UUID(1, 2),
      URI.create("https://example.com/"),
      Instant.ofEpochSecond(1, 2),
      Duration.ofMillis(1500),
      time.toLocalDate(),
      time.toLocalTime(),
      time,
      ZoneOffset.ofHours(2),
      ZoneId.of("Europe/Paris"),
      OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC),
      OffsetDateTime.of(time, ZoneOffset.UTC),
      ZonedDateTime.of(time, ZoneId.of("Europe/Paris")),
      Year.of(2026),
      YearMonth.of(2026, 2),
      MonthDay.of(2, 29),
      Period.of(1, 2, 3),
      DayOfWeek.FRIDAY,
      Month.MAY,
      Currency.getInstance("EUR"),
      Locale.GERMANY,
      OptionalInt.of(1),
      OptionalLong.of(2),
      OptionalDouble.of(3),
      new Date(5),
      new boolean[] {true},
      new byte[] {1},
      new short[] {2},
      new char[] {'c'},
      new int[] {3},
      new long[] {4},
      new float[] {5},
      new double[] {6},
      new Object[] {1},
      new String[] {"s"},
      new Boolean[] {true},
      new Byte[] {1},
      new Short[] {2},
      new Character[] {'c'},
      new Integer[] {3},
      new Long[] {4L},
      new Float[] {5f},
      new Double[] {6d},
      new BigInteger[] {BigInteger.ONE},
      new BigDecimal[] {BigDecimal.ONE},
      new UUID[] {new UUID(1, 2)},
      new Instant[] {Instant.EPOCH},
      new byte[][] {{1}},
      new int[][] {{3}},
      new long[][] {{4}},
      new double[][] {{6}},
      new String[][] {{"s"}},
      new ArrayList<>(Arrays.asList(1, null)),
      new LinkedList<>(List.of(2)),
      new HashSet<>(List.of(4)),
      new LinkedHashSet<>(List.of(6, 5)),
      new HashMap<>(Map.of("a", 1)),
      new LinkedHashMap<>(Map.of("b", 2)),
      new ConcurrentHashMap<>(Map.of("c", 3)),
      new TreeSet<>(List.of("y", "x")),
      new TreeMap<>(Map.of(2L, "b")),
      List.of(1, 2, 3),
      List.of(1),
      Arrays.asList("a", null),
      Collections.emptyList(),
      Collections.singletonList(1),
      Set.of(),
      Set.of(1),
      Collections.emptySet(),
      Collections.singleton(1),
      Map.of(),
      Map.of(1, "a"),
      Collections.emptyMap(),
      Collections.singletonMap(1, "a"),
      Optional.of(LocalDate.EPOCH),
      EnumSet.of(DayOfWeek.MONDAY),
      new EnumMap<>(Map.of(Month.MAY, 1)),
      Collections.unmodifiableList(new ArrayList<>(List.of(1))),
      Collections.unmodifiableList(new LinkedList<>(List.of(1))),
      Collections.unmodifiableSet(new LinkedHashSet<>(List.of(1))),
      Collections.unmodifiableMap(new LinkedHashMap<>(Map.of(1, 2)))
    };
  }
}
