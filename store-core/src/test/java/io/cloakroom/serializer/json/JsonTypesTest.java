package io.cloakroom.serializer.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.SameValue;
import io.cloakroom.serializer.Samples.Cart;
import io.cloakroom.serializer.Samples.Color;
import io.cloakroom.serializer.Samples.Everything;
import io.cloakroom.serializer.Samples.Item;
import io.cloakroom.serializer.Samples.Page;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"JdkObsolete", "JavaUtilDate", "UnnecessaryStringBuilder"})
class JsonTypesTest {

  private static final String START =
      "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,\"path\":\"/\"},\"a\":";

  private final JsonSessionSerializer serializer = started();

  /** Of a server that has written nothing yet. */
  private final JsonSessionSerializer reader = started();

  private static JsonSessionSerializer started() {
    return JsonSessionSerializer.builder()
        .allow(Color.class, Item.class, Cart.class, Page.class, Everything.class)
        .build();
  }

  static Stream<Named<Object>> values() {
    return named(
        (byte) -1,
        (short) 300,
        Integer.MIN_VALUE,
        5L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 53,
        1.0,
        -0.0,
        0.1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        1e20,
        1e21,
        1f,
        0.1f,
        -0f,
        Float.NaN,
        Float.MAX_VALUE,
        BigInteger.ONE,
        BigInteger.TEN.pow(20),
        BigInteger.TWO.pow(64),
        BigInteger.TEN.pow(Limits.DIGITS - 1),
        new BigDecimal("1.00"),
        new BigDecimal("1E+1000000000"),
        "",
        "\ud800",
        true,
        'x',
        '\udfff',
        UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
        java.net.URI.create("mailto:é@example.org"),
        Instant.MAX,
        Instant.MIN,
        LocalDate.MIN,
        LocalDateTime.MAX,
        OffsetDateTime.MAX,
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        Duration.ofNanos(-1),
        Year.of(5),
        YearMonth.of(12345, 6),
        YearMonth.of(-5, 6),
        ZoneOffset.UTC,
        ZoneId.of("UTC"),
        ZoneId.of("GMT+01:00"),
        ZonedDateTime.ofLocal(
            LocalDateTime.of(2025, 10, 26, 2, 30),
            ZoneId.of("Europe/Paris"),
            ZoneOffset.ofHours(1)),
        ZonedDateTime.of(LocalDateTime.of(2025, 10, 26, 2, 30), ZoneOffset.ofHours(-3)),
        new Date(Long.MIN_VALUE),
        new Date(0),
        Locale.forLanguageTag("sr-Latn-RS"),
        new byte[] {0, -1},
        new char[] {'\ud800', 'a'},
        new int[][] {{1}, {}, null},
        new double[] {1, -0.0, Double.NaN},
        new boolean[] {true},
        new Object[] {1L, "a", null},
        new Integer[] {1, null},
        new byte[][] {{1}},
        new List<?>[] {List.of(1L)},
        new Number[] {1L, 2f},
        new Color[] {Color.GREEN},
        Color.GREEN,
        EnumSet.noneOf(Color.class),
        EnumSet.of(Color.GREEN),
        EnumSet.of(DayOfWeek.MONDAY),
        new EnumMap<>(Map.of(Month.MAY, 1L)),
        new EnumMap<>(Color.class),
        new EnumMap<>(Map.of(Color.RED, 1L)),
        List.of(),
        List.of(1),
        List.of(1, 2L),
        List.of(1, 2, 3),
        Stream.of(1).toList(),
        Stream.of(1, null).toList(),
        Stream.of(1, 2, null).toList(),
        Arrays.asList("a", "b"),
        Collections.emptyList(),
        Collections.emptyMap(),
        Collections.emptySet(),
        Collections.singletonList(null),
        Collections.singleton(1L),
        Collections.singletonMap(null, 1L),
        Collections.unmodifiableList(new ArrayList<>(List.of(1L))),
        Collections.unmodifiableList(new LinkedList<>(List.of(1L))),
        Collections.unmodifiableSet(new HashSet<>(Set.of(1L))),
        Collections.unmodifiableMap(new HashMap<>(Map.of("k", 1L))),
        Set.of(),
        Set.of(1L, 2L, 7L, -1L),
        Map.of(),
        Map.of("b", 2L, "a", 3, "c", 4, "d", 5),
        new HashSet<>(Arrays.asList(null, 1L)),
        new TreeSet<>(Set.of(3L, 1L)),
        new TreeMap<>(Map.of("b", 1, "a", 2L)),
        new HashMap<>(Collections.singletonMap(null, null)),
        new LinkedHashMap<>(Map.of("half\ud800", 1)),
        new LinkedHashMap<>(Map.of(Optional.of(1), Optional.empty())),
        new ArrayList<>(Arrays.asList(null, Optional.empty(), Optional.of(1L))),
        new Item("a", 1, new BigDecimal("1.50"), 5L),
        new Item(null, 0, null, new Item("", 1, null, null)),
        new Page<>(new LinkedList<>(List.of(1L, 2L)), 2, Optional.of(3L)),
        cart());
  }

  // named, because some are too large to be printed
  private static Stream<Named<Object>> named(Object... values) {
    return Arrays.stream(values).map(value -> Named.of(value.getClass().getTypeName(), value));
  }

  private static Cart cart() {
    Cart cart = new Cart().previous(new Cart()).any(5L);
    cart.id(7);
    cart.items().add(new Item("a", 1, BigDecimal.ONE, Map.of("k", 'c')));
    cart.numbers().put("n", List.of(1L));
    cart.colors().add(Color.GREEN);
    return cart;
  }

  @ParameterizedTest
  @MethodSource("values")
  void S2_aJavaTypeComesBackEqualAndOfItsClass(Object value) {
    Object back = back(serializer.serialize(holding(value)));
    assertThat(SameValue.describe(back)).isEqualTo(SameValue.describe(value));
    assertThat(SameValue.same(value, back)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("values")
  void S2_whatCameBackIsWrittenAsTheSameBytes(Object value) {
    byte[] json = serializer.serialize(holding(value));
    assertThat(serializer.serialize(holding(back(json)))).isEqualTo(json);
  }

  @Test
  void S2_declaredTypesNeedNoTags() {
    EnumMap<Color, List<Item>> byColor = new EnumMap<>(Color.class);
    Item item = new Item("a", 1, new BigDecimal("1.0"), null);
    byColor.put(Color.RED, new ArrayList<>(List.of(item)));
    Everything everything =
        new Everything(
            (byte) 1,
            (short) 2,
            3,
            4,
            5.5f,
            6,
            'c',
            true,
            7L,
            LocalDate.EPOCH,
            EnumSet.of(Color.RED),
            byColor,
            new LinkedHashMap<>(Map.of(1L, item)),
            new int[][] {{1}},
            new Item[] {item});
    String price = "{\"sku\":\"a\",\"quantity\":1,\"price\":\"1.0\",\"note\":null}";
    String json =
        START
            + "{\"b\":1,\"s\":2,\"i\":3,\"l\":4,\"f\":5.5,\"d\":6,\"c\":\"c\",\"z\":true,\"boxed\":7,"
            + "\"date\":\"1970-01-01\",\"colors\":[\"RED\"],\"byColor\":{\"RED\":["
            + price
            + "]},\"byId\":[[1,"
            + price
            + "]],\"grid\":[[1]],\"items\":["
            + price
            + "]},\"__cloakroom\":{\"types\":{\"a\":\"io.cloakroom.serializer.Samples$Everything\"}}}";
    assertThat(text(everything)).isEqualTo(json);
    assertThat(SameValue.describe(back(json))).isEqualTo(SameValue.describe(everything));
  }

  @Test
  void S2_theTableOfTypesIsCompact() {
    assertThat(text(new ArrayList<>(List.of(1L, 2L, 3L))))
        .isEqualTo(START + "[1,2,3],\"__cloakroom\":{\"types\":{\"a\":[\"list\",\"long\"]}}}");
    assertThat(text(new ArrayList<>(List.of(1, 2L, "x", 1.0))))
        .isEqualTo(
            START
                + "[1,2,\"x\",1],\"__cloakroom\":{\"types\":{\"a\":{\"list\":{\"1\":\"long\","
                + "\"3\":\"double\"}}}}}");
    assertThat(text(new LinkedHashMap<>(Map.of(1L, "x"))))
        .isEqualTo(
            START
                + "[[1,\"x\"]],\"__cloakroom\":{\"types\":{\"a\":{\"map\":{\"k\":[\"list\","
                + "\"long\"]}}}}}");
  }

  @Test
  void S2_aValueThatExpressChangedWinsOverItsType() {
    assertChanged("\"soon\"", "\"long\"", "soon");
    assertChanged("[1,\"x\",3]", "[\"list\",\"long\"]", Arrays.asList(1L, "x", 3L));
    assertChanged("{\"x\":1}", "[\"list\",\"long\"]", Map.of("x", 1));
    assertChanged("null", "\"uuid\"", null);
    assertChanged("\"2026-99-99\"", "\"local-date\"", "2026-99-99");
    assertChanged("300", "\"byte\"", 300);
    assertChanged("[3,\"x\"]", "\"tree-set\"", List.of(3, "x"));
    assertChanged("5", "\"io.cloakroom.serializer.Samples$Color\"", 5);
    assertChanged("\"none\"", "\"io.cloakroom.serializer.Samples$Item\"", "none");
    assertChanged(
        "[\"none\"]", "[\"list\",\"io.cloakroom.serializer.Samples$Item\"]", List.of("none"));
    assertChanged("\"" + "9".repeat(50_000) + "\"", "\"big-decimal\"", "9".repeat(50_000));
    assertChanged("\"1e99999999999\"", "\"big-decimal\"", "1e99999999999");
  }

  private void assertChanged(String value, String type, Object expected) {
    String json = START + value + ",\"__cloakroom\":{\"types\":{\"a\":" + type + "}}}";
    assertThat(back(json)).isEqualTo(expected);
  }

  @Test
  void S2_aTypeOfAnAttributeThatExpressRemovedIsNothing() {
    String json = START + "1,\"__cloakroom\":{\"types\":{\"gone\":\"long\"},\"later\":[1]}}";
    assertThat(back(json)).isEqualTo(1);
  }

  @Test
  void S2_classesMayGainAndLoseMembers() {
    String json =
        START
            + "{\"sku\":\"a\",\"lost\":1},\"__cloakroom\":{\"types\":"
            + "{\"a\":\"io.cloakroom.serializer.Samples$Item\"}}}";
    assertThat(back(json)).isEqualTo(new Item("a", 0, null, null));
  }

  @Test
  void S2_whatMayNotBeRestoredIsRefusedByAttributeAndClass() {
    JsonSessionSerializer none = JsonSessionSerializer.create();
    assertThatThrownBy(() -> none.serialize(holding(cart())))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessage(
            "Attribute \"a\" is a io.cloakroom.serializer.Samples$Cart, which JSON may not restore:"
                + " add .allow(Samples.Cart.class) to the JsonSessionSerializer");
    assertThatThrownBy(
            () -> serializer.serialize(holding(List.of(new Item("", 1, null, new Secret("x"))))))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessage(
            "Attribute \"a\" holds at [0].note a io.cloakroom.serializer.json.JsonTypesTest$Secret,"
                + " which JSON may not restore: add .allow(JsonTypesTest.Secret.class) to the"
                + " JsonSessionSerializer");
  }

  private record Secret(String text) {}

  static Stream<Named<Object>> unstorable() {
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    List<Object> wide = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      wide = new ArrayList<>(List.of(wide, wide));
    }
    Set<Object> colliding = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      colliding.add(List.of(i, -31 * i));
    }
    return named(
        itself,
        wide,
        colliding,
        new Object(),
        new Thread(),
        new StringBuilder("x"),
        new AtomicReference<>(),
        new LinkedHashMap<>(16, 0.75f, true),
        new Secret[0],
        new TreeSet<>(Comparator.<String>reverseOrder()),
        new TreeMap<>(Comparator.<String>reverseOrder()),
        Collections.checkedList(new ArrayList<>(), String.class),
        new ArrayList<>() {},
        (Runnable) () -> {},
        Object.class,
        BigInteger.TWO.pow(40_000),
        new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
        new Locale("nolanguage"),
        new Page<>(List.of(new Object()), 1, Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("unstorable")
  void S2_whatCouldNotComeBackEqualIsRefused(Object value) {
    assertThatThrownBy(() -> serializer.serialize(holding(value)))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageStartingWith("Attribute \"a\" ");
  }

  @Test
  void aClassThatCanNotBeRestoredIsRefusedWhenItIsAllowed() {
    for (Class<?> each :
        List.of(
            Comparable.class,
            Thread.class,
            StringBuilder[].class,
            UnreadableRecordTest.Trap.class)) {
      assertThatThrownBy(() -> JsonSessionSerializer.builder().allow(each))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("Can't allow .+, which \\w.*");
    }
    for (String each : List.of("", " ", "java.util", "com.sun", "a.*", "a/b")) {
      assertThatThrownBy(() -> JsonSessionSerializer.builder().allowPackage(each))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("allowPackage");
    }
    assertThatThrownBy(() -> JsonSessionSerializer.builder().maxRecordBytes(0))
        .hasMessageContaining("maxRecordBytes");
  }

  @Test
  void aPackageIsAllowedWithoutItsSubPackages() {
    JsonSessionSerializer above =
        JsonSessionSerializer.builder().allowPackage("io.cloakroom").build();
    assertThatThrownBy(() -> above.serialize(holding(Color.RED)))
        .isInstanceOf(UnstorableAttributeException.class);
    JsonSessionSerializer exactly =
        JsonSessionSerializer.builder().allowPackage("io.cloakroom.serializer").build();
    assertThat(exactly.deserialize(exactly.serialize(holding(Color.RED))))
        .isEqualTo(holding(Color.RED));
  }

  private static SessionRecord holding(Object value) {
    return new SessionRecord(SessionCookie.PLAIN, Collections.singletonMap("a", value));
  }

  private String text(Object value) {
    return new String(serializer.serialize(holding(value)), StandardCharsets.UTF_8);
  }

  private Object back(String json) {
    return back(json.getBytes(StandardCharsets.UTF_8));
  }

  private Object back(byte[] json) {
    return reader.deserialize(json).attributes().get("a");
  }
}
