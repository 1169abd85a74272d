package io.cloakroom.serializer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a record is made of, reading it takes time in proportion to its length. */
@Tag("extended") // the largest records that there can be
class HostileTimeTest {

  /** What the largest record may take of a processor; on a quiet machine none takes a fifth. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Ends what hangs, however busy the machine is. */
  private static final Duration HANGS = Duration.ofMinutes(5);

  private static final int LARGEST = Limits.RECORD_BYTES - 200;

  private final JsonSessionSerializer json = JsonSessionSerializer.create();
  private final KryoSessionSerializer kryo = KryoSessionSerializer.builder().build();

  private static Stream<Named<String>> values() {
    return Stream.of(
        Named.of("deep arrays", "[".repeat(LARGEST / 2) + "]".repeat(LARGEST / 2)),
        Named.of("deep objects", "{\"a\":".repeat(LARGEST / 6) + "1" + "}".repeat(LARGEST / 6)),
        Named.of("digits", "9".repeat(LARGEST)),
        Named.of("fraction", "0." + "9".repeat(LARGEST - 2)),
        Named.of("exponent", "1e" + "9".repeat(LARGEST - 2)),
        Named.of("numbers", list(LARGEST / 10_001, i -> "9".repeat(10_000))),
        Named.of("names of one hash", members(LARGEST / 90, HostileKeys::text)),
        Named.of("escapes", "\"" + "\\u0041".repeat(LARGEST / 6 - 1) + "\""));
  }

  @ParameterizedTest
  @MethodSource("values")
  void S43_aLargeValueIsReadOrRefusedInTime(String value) {
    readOrRefused("{\"cookie\":{},\"a\":" + value + "}");
  }

  private static Stream<Named<String>> types() {
    int half = 2 << 20;
    return Stream.of(
        Named.of("nested sets", '"' + "enum-set<".repeat(half / 10) + ">".repeat(half / 10) + '"'),
        Named.of("nested maps", '"' + "enum-map<".repeat(half / 10) + ">".repeat(half / 10) + '"'),
        Named.of("arrays", '"' + "int" + "[]".repeat(half) + '"'),
        Named.of("deep", "[\"list\",".repeat(half / 9) + "\"int\"" + "]".repeat(half / 9)),
        Named.of("many", "{\"list\":{" + pairs(half / 20, i -> "x.Y" + i) + "}}"),
        Named.of("long", '"' + "x.".repeat(half) + '"'));
  }

  @ParameterizedTest
  @MethodSource("types")
  void S43_aLargeTypeIsReadOrRefusedInTime(String type) {
    readOrRefused("{\"cookie\":{},\"a\":[1],\"__cloakroom\":{\"types\":{\"a\":" + type + "}}}");
  }

  private static Stream<Named<String>> sets() {
    int bytes = LARGEST - 400;
    return Stream.of("hash-set", "set-of", "tree-set")
        .flatMap(
            set ->
                Stream.of(
                    Named.of(
                        set + " of lists",
                        typed(list(bytes / 20, i -> "[" + i + "," + -31 * i + "]"), set)),
                    Named.of(
                        set + " of texts",
                        typed(list(bytes / 70, i -> '"' + HostileKeys.text(i) + '"'), set)),
                    Named.of(
                        set + " of decimals",
                        typed(
                            list(bytes / 20, i -> "\"" + i + "E+" + -31 * i + "\""),
                            set,
                            "big-decimal")),
                    Named.of(
                        set + " of decimals that are costly to compare",
                        typed(
                            list(bytes / 42, HostileTimeTest::costlyDecimal), set, "big-decimal")),
                    Named.of(
                        set + " of one place",
                        typed(list(bytes / 12, i -> Integer.toString(i << 12)), set))));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void S43_keysOfOneHashCodeAreReadOrRefusedInTime(String members) {
    readOrRefused("{\"cookie\":{}," + members + "}");
  }

  /** All of ten thousand digits before the point, of which few are written out. */
  private static String costlyDecimal(int i) {
    return i % 512 == 0
        ? "\"%08d%s\"".formatted(10_000_000 + i, "1".repeat(9_000))
        : "\"%d.5E+9007\""
            .formatted(10_000_000 + i)
            .replaceFirst("^\"(.)", "\"$1.")
            .replace(".5E", "5E");
  }

  private static Stream<Named<String>> searched() {
    return Stream.of(
        Named.of(
            "hashtable", typed(members(LARGEST / 90, HostileKeys::text), "hashtable", "hash-map")),
        Named.of(
            "copy-on-write-set",
            typed(list(LARGEST / 10, Integer::toString), "copy-on-write-set", "linked-hash-set")));
  }

  @ParameterizedTest
  @MethodSource("searched")
  void S43_whatSearchesOneByOneIsReadOrRefusedInTime(String members) {
    readOrRefused("{\"cookie\":{}," + members + "}");
  }

  private static String typed(String value, String type) {
    return "\"a\":%s,\"__cloakroom\":{\"types\":{\"a\":\"%s\"}}".formatted(value, type);
  }

  private static String typed(String value, String type, String each) {
    return "\"a\":%s,\"__cloakroom\":{\"types\":{\"a\":[\"%s\",\"%s\"]}}"
        .formatted(value, type, each);
  }

  private static String list(int count, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
  }

  private static String members(int count, IntFunction<String> name) {
    return "{" + pairs(count, name) + "}";
  }

  private static String pairs(int count, IntFunction<String> name) {
    return IntStream.range(0, count)
        .mapToObj(i -> '"' + name.apply(i) + "\":\"x.Y" + i + '"')
        .collect(Collectors.joining(","));
  }

  private void readOrRefused(String record) {
    byte[] bytes = record.getBytes(UTF_8);
    inTime(
        () -> {
          try {
            json.deserialize(bytes);
          } catch (UnreadableRecordException e) {
            assertThat(e).hasNoCause();
          }
        });
  }

  private static Stream<Named<Object>> objects() {
    List<Object> colliding = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    List<Object> places = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      colliding.add(List.of(i, -31 * i));
      texts.add(HostileKeys.text(i));
      places.add(i << 16);
    }
    Object deepSets = new HashSet<>(places);
    for (int i = 0; i < 90; i++) {
      deepSets = new HashSet<>(Collections.singleton(deepSets));
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    texts.forEach(text -> map.put(text, 1));
    return Stream.of(
        Named.of("texts of one hash", new LinkedHashSet<>(texts)),
        Named.of("map of texts of one hash", new HashMap<>(map)),
        Named.of(
            "sorted texts", new TreeSet<>(map.keySet().stream().map(String::valueOf).toList())),
        Named.of("deep sets", deepSets),
        Named.of("lists of one hash", colliding),
        Named.of("some of one hash", new HashSet<>(colliding.subList(0, 200))),
        Named.of("too many of one hash", new LinkedHashSet<>(colliding.subList(0, 4_000))),
        Named.of("digits", new BigInteger("9".repeat(10_000))),
        Named.of("too many digits", BigInteger.TWO.pow(400_000)),
        Named.of("too many decimals", new BigDecimal(BigInteger.TWO.pow(400_000), 5)),
        Named.of("large", "x".repeat(Limits.RECORD_BYTES - 1_000)),
        Named.of("too large", "x".repeat(20 << 20)));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void S43_bothSerializersHaveTheSameLimits(Object value) {
    inTime(() -> assertThat(comesBack(json, value)).isEqualTo(comesBack(kryo, value)));
  }

  private static void inTime(Executable work) {
    assertTimeoutPreemptively(
        HANGS,
        () -> {
          ThreadMXBean threads = ManagementFactory.getThreadMXBean();
          long start = threads.getCurrentThreadCpuTime();
          work.execute();
          Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
          assertThat(took).as("time of a processor").isLessThan(LONGEST);
        });
  }

  @Test
  void S43_whatIsBeyondALimitIsRefusedByTheNameOfItsAttribute() {
    Set<Object> colliding = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      colliding.add(List.of(i, -31 * i));
    }
    for (AttributeSerializer serializer : List.of(json, kryo)) {
      for (Object value :
          List.of(colliding, BigInteger.TWO.pow(40_000), "x".repeat(Limits.RECORD_BYTES + 1))) {
        assertThat(comesBack(serializer, value)).isFalse();
      }
    }
  }

  /** Jackson's table of names has another seed in each factory. */
  @Test
  void S43_aMapIsReadWhateverItsNamesAre() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < 40_000; i++) {
      map.put(HostileKeys.text(i), 1);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(comesBack(JsonSessionSerializer.create(), map)).isTrue();
    }
  }

  private static boolean comesBack(AttributeSerializer serializer, Object value) {
    try {
      Object back = serializer.restore("cart", serializer.store("cart", value));
      assertThat(back).hasSameClassAs(value);
      return true;
    } catch (UnstorableAttributeException e) {
      assertThat(e).hasMessageContaining("\"cart\"").hasNoCause();
      return false;
    }
  }
}
