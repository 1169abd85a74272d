package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import io.cloakroom.serializer.ImmutableLists;
import io.cloakroom.serializer.KeyTable;
import io.cloakroom.serializer.LanguageTag;
import io.cloakroom.serializer.UnstorableValueException;
import io.cloakroom.serializer.kryo.KryoElements.Hashed;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's classes that records may hold. Their numbers in records are their places in this list:
 * new ones go to its end.
 */
@SuppressWarnings("JdkObsolete") // LinkedList: whether to use one is its user's business.
final class KryoPlatformTypes {

  /** Kryo numbers String and the primitives' boxes itself, from zero on. */
  static final int FIRST = 16;

  /** How the values of a class relate to what they hold. */
  enum Kind {
    /** They hold no other values, and their identity does not matter. */
    LEAF,
    /** They exist before what they hold. */
    EARLY,
    /** They exist only after what they hold. */
    LATE
  }

  record Entry(Class<?> type, Kind kind, Function<Kryo, Serializer<?>> serializer) {}

  private static final List<Class<?>> KRYOS_OWN =
      List.of(
          String.class,
          Integer.class,
          Float.class,
          Boolean.class,
          Byte.class,
          Character.class,
          Short.class,
          Long.class,
          Double.class,
          Void.class);

  private static final List<Entry> ENTRIES = new ArrayList<>();
  private static final Set<Class<?>> TYPES = new HashSet<>(KRYOS_OWN);

  static {
    leaf(BigInteger.class, new KryoNumber<>(new DefaultSerializers.BigIntegerSerializer(), n -> n));
    leaf(
        BigDecimal.class,
        new KryoNumber<>(new DefaultSerializers.BigDecimalSerializer(), BigDecimal::unscaledValue));
    leaf(UUID.class, new DefaultSerializers.UUIDSerializer());
    leaf(URI.class, new KryoText<>(URI::toString, URI::create));
    leaf(Instant.class);
    leaf(Duration.class);
    leaf(LocalDate.class);
    leaf(LocalTime.class);
    leaf(LocalDateTime.class);
    leaf(ZoneOffset.class);
    leaf(ZoneId.of("Europe/Paris").getClass(), new KryoText<>(ZoneId::getId, ZoneId::of));
    leaf(OffsetTime.class);
    leaf(OffsetDateTime.class);
    leaf(ZonedDateTime.class, new KryoZonedDateTime());
    leaf(Year.class);
    leaf(YearMonth.class);
    leaf(MonthDay.class);
    leaf(Period.class);
    leaf(DayOfWeek.class, new KryoEnum<>(DayOfWeek.class));
    leaf(Month.class, new KryoEnum<>(Month.class));
    leaf(Currency.class, new KryoText<>(Currency::getCurrencyCode, Currency::getInstance));
    leaf(Locale.class, new KryoText<>(KryoPlatformTypes::textOf, KryoPlatformTypes::localeOf));
    leaf(OptionalInt.class);
    leaf(OptionalLong.class);
    leaf(OptionalDouble.class);
    early(Date.class, new KryoDate());
    early(boolean[].class, new KryoBooleans());
    for (Class<?> array :
        List.of(
            byte[].class,
            short[].class,
            char[].class,
            int[].class,
            long[].class,
            float[].class,
            double[].class)) {
      ENTRIES.add(new Entry(array, Kind.EARLY, kryo -> kryo.getDefaultSerializer(array)));
    }
    for (Class<?> element :
        List.of(
            Object.class,
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            Instant.class,
            byte[].class,
            int[].class,
            long[].class,
            double[].class,
            String[].class)) {
      early(element.arrayType(), KryoElements.array());
    }
    collection(ArrayList.class, ArrayList::new, Hashed.NONE, KeyTable.NONE);
    collection(LinkedList.class, LinkedList::new, Hashed.NONE, KeyTable.NONE);
    collection(ArrayDeque.class, ArrayDeque::new, Hashed.NONE, KeyTable.NONE);
    collection(HashSet.class, HashSet::new, Hashed.ALL, KeyTable.HASHED);
    collection(LinkedHashSet.class, LinkedHashSet::new, Hashed.ALL, KeyTable.LINKED);
    map(HashMap.class, HashMap::new, KeyTable.HASHED);
    early(LinkedHashMap.class, KryoChecked.linkedHashMap());
    map(ConcurrentHashMap.class, ConcurrentHashMap::new, KeyTable.HASHED);
    early(TreeSet.class, KryoChecked.treeSet());
    early(TreeMap.class, KryoChecked.treeMap());
    late(List.of().getClass(), all -> ImmutableLists.ofMany(Arrays.asList(all)));
    late(List.of(1).getClass(), List::of);
    late(Arrays.asList().getClass(), Arrays::asList);
    late(Collections.emptyList().getClass(), none -> Collections.emptyList());
    late(Collections.singletonList(1).getClass(), one -> Collections.singletonList(one[0]));
    lateSet(Set.of().getClass(), KeyTable.IMMUTABLE, Set::of);
    lateSet(Set.of(1).getClass(), KeyTable.IMMUTABLE, Set::of);
    lateSet(Collections.emptySet().getClass(), KeyTable.LINKED, none -> Collections.emptySet());
    lateSet(
        Collections.singleton(1).getClass(), KeyTable.LINKED, one -> Collections.singleton(one[0]));
    lateMap(
        Map.of().getClass(), KeyTable.IMMUTABLE, all -> Map.copyOf(KryoElements.entriesOf(all)));
    lateMap(
        Map.of(1, 1).getClass(),
        KeyTable.IMMUTABLE,
        all -> Map.copyOf(KryoElements.entriesOf(all)));
    lateMap(Collections.emptyMap().getClass(), KeyTable.LINKED, none -> Collections.emptyMap());
    lateMap(
        Collections.singletonMap(1, 1).getClass(),
        KeyTable.LINKED,
        one -> Collections.singletonMap(one[0], one[1]));
    add(
        Optional.class,
        Kind.LATE,
        KryoElements.<Optional<?>>whole(
            optional -> optional.stream().toArray(),
            values -> values.length == 0 ? Optional.empty() : Optional.of(values[0]),
            Hashed.NONE,
            KeyTable.NONE));
    early(EnumSet.class, new KryoEnumSet());
    early(EnumMap.class, new KryoEnumMap());
    late(
        Collections.unmodifiableList(new ArrayList<>()).getClass(),
        all -> Collections.unmodifiableList(new ArrayList<>(Arrays.asList(all))));
    late(
        Collections.unmodifiableList(new LinkedList<>()).getClass(),
        all -> Collections.unmodifiableList(new LinkedList<>(Arrays.asList(all))));
    lateSet(
        Collections.unmodifiableSet(new HashSet<>()).getClass(),
        KeyTable.LINKED,
        all -> Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(all))));
    lateMap(
        Collections.unmodifiableMap(new HashMap<>()).getClass(),
        KeyTable.LINKED,
        all -> Collections.unmodifiableMap(KryoElements.entriesOf(all)));
    early(KryoArrays.class, new KryoArrays());
    ENTRIES.forEach(entry -> TYPES.add(entry.type()));
  }

  private KryoPlatformTypes() {}

  static boolean has(Class<?> type) {
    return TYPES.contains(type) || type.isPrimitive();
  }

  static List<Class<?>> kryosOwn() {
    return KRYOS_OWN;
  }

  static List<Entry> entries() {
    return ENTRIES;
  }

  private static void leaf(Class<?> type) {
    ENTRIES.add(new Entry(type, Kind.LEAF, kryo -> kryo.getDefaultSerializer(type)));
  }

  private static void leaf(Class<?> type, Serializer<?> serializer) {
    add(type, Kind.LEAF, serializer);
  }

  private static void early(Class<?> type, Serializer<?> serializer) {
    add(type, Kind.EARLY, serializer);
  }

  private static void collection(
      Class<?> type, Supplier<Collection<@Nullable Object>> empty, Hashed hashed, KeyTable table) {
    early(type, KryoElements.growing(empty, hashed, table));
  }

  private static void map(
      Class<?> type, Supplier<Map<@Nullable Object, @Nullable Object>> empty, KeyTable table) {
    early(type, KryoElements.growingMap(empty, table));
  }

  private static void late(Class<?> type, Function<@Nullable Object[], Collection<?>> whole) {
    add(
        type,
        Kind.LATE,
        KryoElements.whole(Collection::toArray, whole, Hashed.NONE, KeyTable.NONE));
  }

  private static void lateSet(
      Class<?> type, KeyTable table, Function<@Nullable Object[], Collection<?>> whole) {
    add(type, Kind.LATE, KryoElements.whole(Collection::toArray, whole, Hashed.ALL, table));
  }

  private static void lateMap(
      Class<?> type, KeyTable table, Function<@Nullable Object[], Map<?, ?>> whole) {
    add(
        type,
        Kind.LATE,
        KryoElements.<Map<?, ?>>whole(KryoElements::flattened, whole, Hashed.EVERY_SECOND, table));
  }

  private static void add(Class<?> type, Kind kind, Serializer<?> serializer) {
    ENTRIES.add(new Entry(type, kind, kryo -> serializer));
  }

  private static String textOf(Locale locale) {
    return LanguageTag.of(locale)
        .orElseThrow(
            () ->
                new UnstorableValueException(
                    "a java.util.Locale that has no language tag: use one that BCP 47 knows"));
  }

  private static Locale localeOf(String tag) {
    return LanguageTag.parse(tag)
        .orElseThrow(() -> new IllegalArgumentException("No language tag of a Locale"));
  }
}
