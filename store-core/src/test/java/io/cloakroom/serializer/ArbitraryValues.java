package io.cloakroom.serializer;

import io.cloakroom.serializer.Samples.Cart;
import io.cloakroom.serializer.Samples.Color;
import io.cloakroom.serializer.Samples.Everything;
import io.cloakroom.serializer.Samples.Item;
import io.cloakroom.serializer.Samples.Page;
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
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/** Values of every type that the serializers restore, nested at will, out of one seed. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate"})
public final class ArbitraryValues {

  private static final int DEEPEST = 40;

  private final Random random;
  private final List<Supplier<Object>> scalars;

  public ArbitraryValues(long seed) {
    this.random = new Random(seed);
    this.scalars =
        List.of(
            () -> null,
            random::nextBoolean,
            () -> (byte) random.nextInt(),
            () -> (short) random.nextInt(),
            () -> random.nextInt() >> random.nextInt(32),
            this::number,
            () -> (double) number(),
            () -> Double.longBitsToDouble(random.nextLong()),
            () -> oneOf(-0.0, 0.0, Double.NaN, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, 1e21),
            () -> Float.intBitsToFloat(random.nextInt()),
            () -> oneOf(-0f, Float.NaN, Float.MIN_VALUE, Float.POSITIVE_INFINITY, 0.1f),
            () -> new BigInteger(random.nextInt(200), random).negate(),
            () -> BigInteger.valueOf(number()),
            () ->
                new BigDecimal(
                    new BigInteger(random.nextInt(100), random), random.nextInt(80) - 40),
            this::text,
            this::text,
            this::character,
            () -> new UUID(random.nextLong(), random.nextLong()),
            () -> URI.create("http://é" + random.nextInt() + "/a%20b?q#f"),
            () ->
                Instant.ofEpochSecond(number() % 31_556_889_864_403_199L, random.nextInt(1 << 29)),
            this::date,
            this::time,
            () -> LocalDateTime.of(date(), time()),
            () -> OffsetDateTime.of(date(), time(), offset()),
            () -> OffsetTime.of(time(), offset()),
            this::zonedTime,
            () -> Duration.ofSeconds(number(), random.nextInt(1 << 29)),
            () -> Period.of(random.nextInt(), random.nextInt(), random.nextInt()),
            () -> Year.of(date().getYear()),
            () -> YearMonth.from(date()),
            () -> MonthDay.from(date()),
            () -> Month.of(1 + random.nextInt(12)),
            () -> DayOfWeek.of(1 + random.nextInt(7)),
            this::zone,
            this::offset,
            () -> new Date(number()),
            () -> oneOf(Locale.ROOT, Locale.GERMANY, Locale.forLanguageTag("zh-Hant-TW-u-ca-roc")),
            () -> Currency.getInstance("EUR"),
            this::color,
            () -> bytes());
  }

  /** A value that is now and then nested deeply. */
  public Object value() {
    Object value = value(4);
    if (random.nextInt(50) == 0) {
      for (int i = random.nextInt(DEEPEST); i > 0; i--) {
        value = within(value);
      }
    }
    return value;
  }

  private Object within(Object value) {
    return switch (random.nextInt(5)) {
      case 0 -> new ArrayList<>(Arrays.asList(value, null));
      case 1 -> new LinkedHashMap<>(Collections.singletonMap(text(), value));
      case 2 -> new HashMap<>(Collections.singletonMap(number(), value));
      case 3 -> Optional.ofNullable(value);
      default -> new Item(text(), 1, BigDecimal.ONE, value);
    };
  }

  Object value(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return scalars.get(random.nextInt(scalars.size())).get();
    }
    return switch (random.nextInt(29)) {
      case 0, 1 -> list(depth);
      case 2 -> new LinkedList<>(list(depth));
      case 3 -> List.copyOf(withoutNulls(list(depth)));
      case 4 -> list(depth).stream().toList();
      case 5 -> Arrays.asList(list(depth).toArray());
      case 6 -> Collections.unmodifiableList(list(depth));
      case 7 -> new HashSet<>(list(depth));
      case 8 -> new LinkedHashSet<>(list(depth));
      // of scalars: EnumMap.equals throws where it meets a TreeMap of other keys, and such a set
      // compares all that share a slot
      case 9 -> Set.copyOf(withoutNulls(list(1)));
      case 10 -> new TreeSet<>(List.of(text(), text()));
      case 11 -> stringMap(depth);
      case 12 -> new HashMap<>(stringMap(depth));
      case 13 -> anyMap(depth);
      case 14 -> new HashMap<>(anyMap(depth));
      case 15 -> new TreeMap<>(Collections.singletonMap(number(), text()));
      case 16 -> Map.of(text(), number());
      case 17 -> enumMap(depth);
      case 18 ->
          oneOf(
              EnumSet.of(color()),
              EnumSet.noneOf(Color.class),
              EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
      case 19 -> Optional.ofNullable(value(depth - 1));
      case 20 -> list(depth).toArray();
      case 21 -> primitives();
      case 22 -> oneOf(new String[][] {{text()}, null, {}}, new int[][] {{1, -1}, null, {}});
      case 23 -> new Item[] {item(depth), null};
      case 24 -> new Color[] {color(), null, Color.GREEN};
      case 25 -> item(depth);
      case 26 -> everything(depth);
      case 27 -> new Page<>(list(depth), number(), Optional.ofNullable(value(depth - 1)));
      default -> cart(depth);
    };
  }

  private Item item(int depth) {
    return new Item(text(), random.nextInt(), new BigDecimal("19.90"), value(depth - 1));
  }

  private Object primitives() {
    return oneOf(
        new boolean[] {true, false},
        new short[] {(short) number()},
        new char[] {character(), '\ud800'},
        new int[] {(int) number()},
        new long[] {number(), number()},
        new float[] {Float.intBitsToFloat(random.nextInt()), -0f},
        new double[] {Double.longBitsToDouble(random.nextLong()), Double.NaN},
        new Integer[] {1, null},
        new UUID[] {new UUID(number(), number())});
  }

  private Everything everything(int depth) {
    EnumMap<Color, List<Item>> byColor = new EnumMap<>(Color.class);
    byColor.put(color(), new ArrayList<>(Arrays.asList(item(depth), null)));
    return new Everything(
        (byte) number(),
        (short) number(),
        (int) number(),
        number(),
        Float.intBitsToFloat(random.nextInt()),
        Double.longBitsToDouble(random.nextLong()),
        character(),
        random.nextBoolean(),
        random.nextBoolean() ? null : number(),
        date(),
        EnumSet.of(color()),
        byColor,
        new TreeMap<>(Map.of(number(), item(depth))),
        new int[][] {{(int) number()}, null},
        new Item[] {item(depth)});
  }

  private Cart cart(int depth) {
    Cart cart = new Cart();
    cart.id(number());
    for (int i = random.nextInt(3); i > 0; i--) {
      cart.items().add(item(depth));
    }
    cart.numbers().put(text(), new ArrayList<>(Arrays.asList(number(), null)));
    cart.colors().add(color());
    cart.previous(random.nextInt(4) == 0 ? cart(depth) : null);
    return random.nextBoolean() ? cart : cart.any(number());
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    boolean alike = random.nextBoolean();
    Supplier<Object> scalar = scalars.get(random.nextInt(scalars.size()));
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(alike ? scalar.get() : value(depth - 1));
    }
    return list;
  }

  private static List<Object> withoutNulls(List<Object> list) {
    list.removeIf(each -> each == null);
    return list;
  }

  private Map<String, Object> stringMap(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Object each : list(depth)) {
      map.put(random.nextInt(9) == 0 ? oneOf("", "0", "k", "__proto__", "types") : text(), each);
    }
    return map;
  }

  private Map<Object, Object> anyMap(int depth) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object each : list(depth)) {
      map.put(value(depth - 1), each);
    }
    return map;
  }

  private Map<Color, Object> enumMap(int depth) {
    Map<Color, Object> map = new EnumMap<>(Color.class);
    for (Object each : list(depth)) {
      map.put(color(), each);
    }
    return map;
  }

  private long number() {
    return random.nextLong() >> random.nextInt(64);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(character());
    }
    return text.toString();
  }

  private char character() {
    return (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(9)];
    random.nextBytes(bytes);
    return bytes;
  }

  private LocalDate date() {
    return random.nextBoolean()
        ? LocalDate.ofEpochDay(random.nextInt(60_000))
        : LocalDate.ofYearDay(random.nextInt(1_999_999_999) - 999_999_999, 1 + random.nextInt(365));
  }

  private LocalTime time() {
    return LocalTime.ofNanoOfDay((random.nextLong() >>> 1) % 86_400_000_000_000L);
  }

  private ZoneOffset offset() {
    return ZoneOffset.ofTotalSeconds(random.nextInt(129_601) - 64_800);
  }

  private ZoneId zone() {
    return ZoneId.of(oneOf("Europe/Paris", "UTC", "GMT+1", "UTC+01:30", "America/New_York", "Z"));
  }

  private ZonedDateTime zonedTime() {
    return Instant.ofEpochSecond(random.nextInt()).atZone(zone());
  }

  private Color color() {
    return oneOf(Color.values());
  }

  @SafeVarargs
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
