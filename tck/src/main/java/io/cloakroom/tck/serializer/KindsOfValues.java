package io.cloakroom.tck.serializer;

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
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
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
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Values of every kind that the platform has and a session may hold. Each method returns new ones
 * with each call, equal to those of the call before, so that one can tell what has happened to a
 * value by another of another call.
 */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // sessions hold such values all the same
final class KindsOfValues {

  /** The clocks of Berlin show each moment of this hour twice. */
  private static final LocalDateTime TWICE = LocalDateTime.of(2026, 10, 25, 2, 30, 0, 1);

  private KindsOfValues() {}

  /** All of them, and the texts that read like them. */
  static List<Object> all() {
    List<Object> all = new ArrayList<>(plain());
    all.addAll(times());
    all.addAll(named());
    all.addAll(collections());
    all.addAll(texts(all));
    return all;
  }

  /** What somebody may take for a value of another kind, and is a text. */
  private static Set<String> texts(List<Object> values) {
    Set<String> texts =
        new LinkedHashSet<>(List.of("null", "{}", "\"quoted\"", "007", "1e5", "+1", "0x1F", "yes"));
    values.stream()
        .filter(value -> !value.getClass().isArray() && !(value instanceof PriorityQueue))
        .map(Object::toString)
        .filter(text -> text.length() < 100)
        .forEach(texts::add);
    return texts;
  }

  /** Text, numbers, arrays, and what is most often in a session. */
  static List<Object> plain() {
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
        new UUID(1, 2),
        new TreeMap<>(Map.of("k", 1L)),
        new ArrayList<>(List.of(1, 2L)));
  }

  private static List<Object> times() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    return List.of(
        Instant.ofEpochSecond(1, 1),
        Instant.ofEpochSecond(-1, 999_999_999),
        Duration.ofNanos(1),
        Duration.ofSeconds(-1, 1),
        LocalDate.EPOCH,
        LocalDate.of(-5, 1, 1),
        LocalTime.of(23, 59, 59, 999_999_999),
        LocalDateTime.of(1, 2, 3, 4, 5, 6, 7),
        TWICE.atOffset(ZoneOffset.ofHoursMinutes(-3, -30)),
        OffsetDateTime.of(TWICE, ZoneOffset.ofTotalSeconds(3_723)),
        OffsetTime.of(1, 2, 3, 4, ZoneOffset.ofHours(14)),
        TWICE.atZone(berlin).withEarlierOffsetAtOverlap(),
        TWICE.atZone(berlin).withLaterOffsetAtOverlap(),
        TWICE.atZone(ZoneId.of("UTC")),
        TWICE.atZone(ZoneOffset.UTC),
        ZonedDateTime.of(1883, 1, 1, 0, 0, 0, 0, berlin),
        Year.of(-5),
        YearMonth.of(12_026, Month.MAY),
        MonthDay.of(Month.FEBRUARY, 29),
        Period.of(1, -2, 40),
        ZoneOffset.ofTotalSeconds(-3_723),
        ZoneId.of("America/St_Johns"),
        new Date(-1),
        new Date(4_000_000_000_000L));
  }

  private static List<Object> named() {
    return List.of(
        DayOfWeek.FRIDAY,
        Month.APRIL,
        ChronoUnit.HALF_DAYS, // whose text is not its name
        URI.create("https://example.test/a%20b?c=%C3%A9#d"),
        Locale.forLanguageTag("sr-Latn-RS"),
        Locale.forLanguageTag("tr-TR"),
        Currency.getInstance("JPY"),
        BitSet.valueOf(new long[] {1L << 63, 5}),
        Optional.of("text"),
        Optional.empty(),
        new AbstractMap.SimpleEntry<>("key", 1),
        new AtomicInteger(5),
        new AtomicLong(-5));
  }

  private static List<Object> collections() {
    List<String> names = List.of("Iris", "ada", "", "Zo\u00eb", "ada ");
    Map<String, Integer> sizes = new LinkedHashMap<>();
    names.forEach(name -> sizes.put(name, name.length()));
    Map<Object, @Nullable Object> mixed = new HashMap<>();
    mixed.put(null, 1);
    mixed.put(2, null);
    mixed.put(3L, "three");
    return List.of(
        new LinkedList<>(names),
        new CopyOnWriteArrayList<>(names),
        new ArrayDeque<>(names),
        new PriorityQueue<>(names),
        new ConcurrentLinkedQueue<>(names),
        new HashSet<>(names),
        new LinkedHashSet<>(names),
        new TreeSet<>(names),
        EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY),
        EnumSet.noneOf(Month.class),
        new EnumMap<>(Map.of(Month.MAY, "a", Month.APRIL, "b")),
        sizes,
        new HashMap<>(sizes),
        new TreeMap<>(sizes),
        new ConcurrentHashMap<>(sizes),
        mixed,
        new ArrayList<>(Arrays.asList("a", null, new LinkedHashSet<>(names))));
  }

  /**
   * Whether two values are of one class and hold the same, also those that have no {@code equals}.
   */
  static boolean isSame(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null || one.getClass() != other.getClass()) {
      return one == other;
    }
    if (one instanceof Collection<?> all && !(one instanceof Set)) {
      return isSameInOrder(all, (Collection<?>) other);
    }
    if (one instanceof Map<?, ?> map) {
      return isSameByKey(map, (Map<?, ?>) other);
    }
    if (one instanceof AtomicInteger || one instanceof AtomicLong) {
      return one.toString().equals(other.toString());
    }
    return Objects.deepEquals(one, other);
  }

  private static boolean isSameByKey(Map<?, ?> map, Map<?, ?> other) {
    return map.keySet().equals(other.keySet())
        && map.keySet().stream().allMatch(key -> isSame(map.get(key), other.get(key)));
  }

  /** The order of a {@link PriorityQueue} is that in which it gives its elements. */
  private static boolean isSameInOrder(Collection<?> some, Collection<?> others) {
    List<?> all = taken(some);
    List<?> all2 = taken(others);
    if (all.size() != all2.size()) {
      return false;
    }
    for (int i = 0; i < all.size(); i++) {
      if (!isSame(all.get(i), all2.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<?> taken(Collection<?> all) {
    if (!(all instanceof PriorityQueue<?> queue)) {
      return new ArrayList<>(all);
    }
    PriorityQueue<?> copy = new PriorityQueue<>(queue);
    List<Object> taken = new ArrayList<>();
    while (!copy.isEmpty()) {
      taken.add(copy.poll());
    }
    return taken;
  }
}
