package io.cloakroom.serializer.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.UnstorableAttributeException;
import java.io.IOException;
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
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // Sessions hold old classes too.
class KryoSessionSerializerTest {

  enum Role {
    USER,
    ADMIN {
      @Override
      boolean mayDelete() {
        return true;
      }
    };

    boolean mayDelete() {
      return false;
    }
  }

  record Item(String article, int amount, @Nullable BigDecimal price) {}

  record Chain(List<Object> links) {}

  static class Person {
    String name = "";
    int age;
    final List<Person> friends = new ArrayList<>();
    @Nullable Person parent;
    transient int cached;

    private Person() {}

    Person(String name, int age) {
      this.name = name;
      this.age = age;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Person person && name.equals(person.name) && age == person.age;
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, age);
    }
  }

  static class Employee extends Person {
    @Nullable String employer;

    Employee() {
      super("", 0);
    }
  }

  static class NoDefault {
    final int value;

    NoDefault(int value, int more) {
      this.value = value + more;
    }
  }

  static class OwnList extends ArrayList<String> {}

  static class Unlisted {}

  private final KryoSessionSerializer serializer =
      KryoSessionSerializer.builder()
          .allow(Role.class)
          .allow(Item.class)
          .allow(Chain.class)
          .allow(Person.class, 7)
          .allow(Employee.class)
          .build();

  private static Stream<Object> values() {
    Map<Object, Object> nested = new HashMap<>();
    nested.put(1L, List.of("a", Map.of("b", Set.of('c'))));
    nested.put(null, new LinkedHashMap<>(Map.of(UUID.randomUUID(), Optional.of(2.5f))));
    return Stream.of(
        (byte) 1,
        (short) -2,
        3,
        Long.MIN_VALUE,
        Float.NaN,
        -0.0d,
        'ß',
        true,
        "",
        "a",
        "é漢😀\ud800 lone",
        "x".repeat(70_000),
        new BigInteger("-123456789012345678901234567890"),
        new BigDecimal("1.100"),
        new BigDecimal("1E+2147483647"),
        UUID.randomUUID(),
        URI.create("https://example.com/a?b#c"),
        Instant.MAX,
        Instant.ofEpochSecond(-1, 999_999_999),
        Duration.ofNanos(Long.MIN_VALUE),
        LocalDate.MIN,
        LocalTime.MAX,
        LocalDateTime.MAX,
        OffsetTime.MIN,
        OffsetDateTime.MAX,
        ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 1, ZoneId.of("Europe/Paris"))
            .withLaterOffsetAtOverlap(),
        ZoneId.of("America/New_York"),
        ZoneOffset.ofHoursMinutesSeconds(-3, -4, -5),
        Year.of(-5),
        YearMonth.of(2026, 2),
        MonthDay.of(2, 29),
        Period.of(1, -2, 3),
        DayOfWeek.FRIDAY,
        Month.MAY,
        new Date(-5),
        Locale.forLanguageTag("zh-Hant-TW"),
        Currency.getInstance("EUR"),
        Optional.empty(),
        Optional.of(List.of(1)),
        OptionalInt.of(-1),
        OptionalLong.empty(),
        OptionalDouble.of(1.5),
        new ArrayList<>(Arrays.asList(1, null, "x")),
        new java.util.LinkedList<>(List.of(1)),
        new HashSet<>(Arrays.asList(null, 2L)),
        new LinkedHashSet<>(List.of(3, 1, 2)),
        new TreeSet<>(List.of("b", "a")),
        new TreeMap<>(Map.of(2, "b", 1, "a")),
        new ConcurrentHashMap<>(Map.of("a", 1)),
        nested,
        List.of(),
        List.of(1, 2),
        List.of(1, 2, 3),
        Stream.of(1, null, 3).toList(),
        Set.of(),
        Set.of(1),
        Set.of(1, 2, 3),
        Map.of(),
        Map.of(1, "a"),
        Map.of(1, "a", 2, "b"),
        Arrays.asList("a", null),
        Collections.emptyList(),
        Collections.emptySet(),
        Collections.emptyMap(),
        Collections.singletonList(null),
        Collections.singleton("a"),
        Collections.singletonMap("a", null),
        Collections.unmodifiableList(Arrays.asList(1, null)),
        Collections.unmodifiableList(new java.util.LinkedList<>(List.of(1))),
        Collections.unmodifiableSet(new LinkedHashSet<>(List.of(2, 1))),
        Collections.unmodifiableMap(new LinkedHashMap<>(Map.of(1, "a"))),
        Stream.of("a", "b").toList(),
        EnumSet.of(Role.ADMIN),
        EnumSet.noneOf(Role.class),
        EnumSet.allOf(DayOfWeek.class),
        new EnumMap<>(Map.of(Role.ADMIN, List.of(1))),
        new EnumMap<>(Role.class),
        Role.USER,
        Role.ADMIN,
        new Item("4711", 2, new BigDecimal("9.90")),
        new Item("4712", -1, null),
        new Person("Ada", 36),
        new Employee());
  }

  @ParameterizedTest
  @MethodSource("values")
  void S2_aValueComesBackEqualAndOfTheSameClass(Object value) {
    Object restored = roundTrip(value);

    assertThat(restored).isEqualTo(value).hasSameClassAs(value);
  }

  private static Stream<Object> arrays() {
    return Stream.of(
        new byte[] {1, -1},
        new boolean[] {true, false},
        new short[] {1, -300},
        new char[] {'ß', 0},
        new int[] {1, Integer.MIN_VALUE},
        new long[] {Long.MAX_VALUE},
        new float[] {1.5f},
        new double[] {},
        new Object[] {1, "a", null, new int[] {2}},
        new String[] {"a", null},
        new String[][] {{"a"}, null, {}},
        new int[][] {{1}, {}},
        new Long[] {1L, null},
        new Item[] {new Item("a", 1, null), null},
        new Role[] {Role.ADMIN});
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void S2_anArrayComesBackEqualAndOfTheSameClass(Object array) {
    Object restored = roundTrip(array);

    assertThat(restored).hasSameClassAs(array);
    assertThat(Arrays.deepEquals(new Object[] {restored}, new Object[] {array})).isTrue();
  }

  @Test
  void S2_attributesKeepTheirOrderAndNullsAndTheCookieItsFacts() {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("z", 1);
    attributes.put("é", null);
    attributes.put("", "empty name");
    SessionCookie full =
        new SessionCookie(
            Duration.ofMillis(90_001),
            Instant.ofEpochMilli(-5),
            false,
            false,
            "example.com",
            "/app",
            SameSite.valueOf("LAX"),
            true,
            CookiePriority.valueOf("HIGH"));
    for (SessionCookie cookie : List.of(full, SessionCookie.PLAIN)) {
      SessionRecord restored =
          serializer.deserialize(serializer.serialize(new SessionRecord(cookie, attributes)));

      assertThat(restored.cookie()).isEqualTo(cookie);
      assertThat(restored.attributes()).containsExactlyEntriesOf(attributes);
    }
  }

  @Test
  void keepsSharedReferencesWithinAnAttributeAndCycles() {
    Person child = new Person("Ada", 8);
    child.parent = new Person("Annabella", 40);
    child.parent.friends.add(child);
    List<Object> list = new ArrayList<>();
    list.add(list);
    Object[] array = new Object[1];
    array[0] = array;
    EnumMap<Role, Object> byRole = new EnumMap<>(Role.class);
    byRole.put(Role.USER, byRole);

    Map<String, @Nullable Object> restored =
        attributes(
            Map.of(
                "family",
                List.of(child, child.parent),
                "list",
                list,
                "array",
                array,
                "map",
                byRole));

    List<?> family = (List<?>) Objects.requireNonNull(restored.get("family"));
    Person ada = (Person) family.get(0);
    assertThat(ada.parent).isSameAs(family.get(1));
    assertThat(Objects.requireNonNull(ada.parent).friends.get(0)).isSameAs(ada);
    assertThat(((List<?>) restored.get("list")).get(0)).isSameAs(restored.get("list"));
    assertThat(((Object[]) restored.get("array"))[0]).isSameAs(restored.get("array"));
    assertThat(((Map<?, ?>) restored.get("map")).get(Role.USER)).isSameAs(restored.get("map"));
  }

  @Test
  void makesTwoOfAnObjectThatTwoAttributesShare() {
    Person shared = new Person("Ada", 8);

    Map<String, @Nullable Object> restored = attributes(Map.of("a", shared, "b", shared));

    assertThat(restored.get("a")).isEqualTo(restored.get("b")).isNotSameAs(restored.get("b"));
  }

  @Test
  void S2_aCycleThroughARecordIsRefused() {
    Chain chain = new Chain(new ArrayList<>());
    chain.links().add(chain);

    assertRefused(chain, "holds itself");
  }

  @Test
  void leavesTransientFieldsOut() {
    Person person = new Person("Ada", 36);
    person.cached = 5;

    assertThat(((Person) roundTrip(person)).cached).isZero();
  }

  private static Stream<Object> unstorable() {
    return Stream.of(
        new Unlisted(),
        List.of(new Unlisted()),
        Map.of("a", new ArrayList<>(List.of(Optional.of(new Unlisted())))),
        Optional.of(new Unlisted[0]),
        new Object(),
        new ArrayList<>() {},
        (Runnable & java.io.Serializable) () -> {},
        new LinkedHashMap<>(16, 0.75f, true),
        Thread.currentThread(),
        String.class,
        new java.util.StringJoiner(","),
        Collections.unmodifiableCollection(new ArrayList<>()),
        new IOException("a"),
        new TreeSet<>(Comparator.<Integer>reverseOrder()),
        new TreeMap<>(Comparator.<Integer>reverseOrder()),
        new Locale("bad locale!", "x"),
        java.lang.reflect.Proxy.newProxyInstance(
            KryoSessionSerializerTest.class.getClassLoader(),
            new Class<?>[] {Runnable.class},
            (proxy, method, arguments) -> method.getName().equals("hashCode") ? 1 : null),
        deepList(300));
  }

  @ParameterizedTest
  @MethodSource("unstorable")
  void S2_whatWouldNotComeBackEqualIsRefusedByAttribute(Object value) {
    assertRefused(value, "Attribute \"cart\"");
  }

  @Test
  void S2_theRefusalNamesAttributeClassAndRemedy() {
    assertRefused(
        List.of(new Unlisted()),
        "Attribute \"cart\" holds a "
            + Unlisted.class.getName()
            + ", which Kryo may not restore: add .allow(KryoSessionSerializerTest.Unlisted.class)"
            + " to the KryoSessionSerializer");
    assertRefused(new java.util.StringJoiner(","), "java.util.StringJoiner", "of your own");
    assertRefused(deepList(300), "256 deep");
  }

  @Test
  void worksOnAfterARefusal() {
    for (int i = 0; i < 200; i++) {
      assertRefused(List.of(new ArrayList<>(List.of(1)), new Unlisted()), "Unlisted");
      assertThat(roundTrip(List.of(1))).isEqualTo(List.of(1));
    }
  }

  @Test
  void keepsTheIdsOfClassesWhateverElseIsAllowed() {
    KryoSessionSerializer before = KryoSessionSerializer.builder().allow(Item.class).build();
    KryoSessionSerializer after =
        KryoSessionSerializer.builder()
            .allow(Employee.class)
            .allow(Role.class)
            .allow(Person.class, 3)
            .allow(Item.class)
            .allow(Chain.class)
            .build();
    SessionRecord written =
        new SessionRecord(
            SessionCookie.PLAIN, Map.of("items", new Item[] {new Item("a", 1, BigDecimal.ONE)}));

    byte[] bytes = before.serialize(written);

    assertThat(after.serialize(written)).isEqualTo(bytes);
    assertThat(after.deserialize(bytes).attributes().get("items"))
        .isEqualTo(new Item[] {new Item("a", 1, BigDecimal.ONE)});
  }

  static final class Versions {
    record Before(String name, int gone) {}

    record After(int added, @Nullable List<String> alsoAdded, String name) {}

    static class BeanBefore {
      String name = "";
      List<String> gone = new ArrayList<>();
    }

    static class BeanAfter {
      String added = "default";
      String name = "";
      int number = 5;
    }
  }

  @Test
  void readsWhatWasWrittenBeforeAClassGainedAndLostFields() {
    KryoSessionSerializer before =
        KryoSessionSerializer.builder()
            .allow(Versions.Before.class, 1)
            .allow(Versions.BeanBefore.class, 2)
            .build();
    KryoSessionSerializer after =
        KryoSessionSerializer.builder()
            .allow(Versions.After.class, 1)
            .allow(Versions.BeanAfter.class, 2)
            .build();
    Versions.BeanBefore bean = new Versions.BeanBefore();
    bean.name = "bean";
    bean.gone.add("something");
    List<Object> written =
        List.of(new Versions.Before("a", 1), bean, new Versions.Before("b", 2), bean.gone);

    byte[] bytes =
        before.serialize(new SessionRecord(SessionCookie.PLAIN, Map.of("list", written)));
    List<?> restored = (List<?>) after.deserialize(bytes).attributes().get("list");

    assertThat(restored.get(0)).isEqualTo(new Versions.After(0, null, "a"));
    assertThat(restored.get(2)).isEqualTo(new Versions.After(0, null, "b"));
    assertThat(restored.get(3)).isEqualTo(List.of("something"));
    Versions.BeanAfter restoredBean = (Versions.BeanAfter) restored.get(1);
    assertThat(restoredBean.name).isEqualTo("bean");
    assertThat(restoredBean.added).isEqualTo("default");
    assertThat(restoredBean.number).isEqualTo(5);
  }

  @Test
  void S8_classesThatCouldNotBeRestoredAreRefusedWhenAllowed() {
    assertNotAllowed(NoDefault.class, "without parameters");
    assertNotAllowed(OwnList.class, "extends java.util.ArrayList");
    assertNotAllowed(Runnable.class, "abstract");
    assertNotAllowed(Number.class, "abstract");
    assertNotAllowed(IOException.class, "java.io.IOException");
    KryoSessionSerializer.Builder builder = KryoSessionSerializer.builder().allow(Item.class, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.allow(Chain.class, 1))
        .withMessageContaining("same id");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.allow(Item.class, 2))
        .withMessageContaining("two ids");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.allow(Chain.class, 10_000))
        .withMessageContaining("9999");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.allow(Chain.class, -1));
    builder.allow(Chain.class, 0).allow(Person.class, 9_999);
  }

  @Test
  void isNotChangedByItsBuilderAfterwards() {
    KryoSessionSerializer.Builder builder = KryoSessionSerializer.builder();
    KryoSessionSerializer built = builder.build();
    builder.allow(Item.class);

    assertThatExceptionOfType(UnstorableAttributeException.class)
        .isThrownBy(
            () ->
                built.serialize(
                    new SessionRecord(SessionCookie.PLAIN, Map.of("a", new Item("a", 1, null)))));
  }

  @Test
  void isUsedByManyThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Object>> calls =
          IntStream.range(0, 500)
              .<Callable<Object>>mapToObj(i -> () -> roundTrip(List.of(new Item("a", i, null))))
              .toList();
      List<Future<Object>> results = threads.invokeAll(calls);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(List.of(new Item("a", i, null)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Object roundTrip(Object value) {
    return Objects.requireNonNull(attributes(Map.of("cart", value)).get("cart"));
  }

  private Map<String, @Nullable Object> attributes(Map<String, Object> attributes) {
    SessionRecord written = new SessionRecord(SessionCookie.PLAIN, new LinkedHashMap<>(attributes));
    return serializer.deserialize(serializer.serialize(written)).attributes();
  }

  private void assertRefused(Object value, String... message) {
    assertThatExceptionOfType(UnstorableAttributeException.class)
        .isThrownBy(() -> attributes(Map.of("cart", value)))
        .satisfies(e -> assertThat(e.attribute()).isEqualTo("cart"))
        .satisfies(e -> assertThat(e.getMessage()).contains(message));
  }

  private static void assertNotAllowed(Class<?> type, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KryoSessionSerializer.builder().allow(type))
        .withMessageContaining(type.getName())
        .withMessageContaining(message);
  }

  private static List<Object> deepList(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = 1; i < depth; i++) {
      list = new ArrayList<>(List.of(list));
    }
    return list;
  }
}
