package io.cloakroom.tck.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.UnstorableAttributeException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S36 and S43: what the bytes depend on, and how long it takes to read them. */
interface StoredFormClauses extends SerializerClauses {

  /** How much more time four times the bytes may take: more than four, less than sixteen. */
  int AT_MOST = 10;

  /** What is faster is not measured well enough to be compared. */
  long NEGLIGIBLE_NANOS = 200_000_000;

  @Test
  default void S36_equalValuesAreTheSameBytesWhateverHappenedToThemBefore() {
    List<Integer> numbers = IntStream.range(0, 200).map(i -> i * 7919).boxed().toList();
    List<Integer> backwards = new ArrayList<>(numbers);
    Collections.reverse(backwards);
    sameBytes(new HashSet<>(numbers), grown(new HashSet<>(), backwards));
    sameBytes(new HashSet<>(texts(numbers)), grown(new HashSet<>(), texts(backwards)));
    sameBytes(new HashMap<>(mapped(numbers)), filled(new HashMap<>(), backwards));
    sameBytes(
        new ArrayList<>(List.of(new HashSet<>(numbers))),
        new ArrayList<>(List.of(grown(new HashSet<>(), backwards))));
  }

  @Test
  default void S36_whatWasReadIsWrittenAsTheSameBytesEachTime() {
    List<Object> values = new ArrayList<>(values());
    values.add(new HashSet<>(List.of("a", "b", 'c', 4, 5L)));
    values.add(new HashMap<>(Map.of("a", new HashSet<>(List.of("x", "y")), "b", 1)));
    values.add(new LinkedHashMap<>(Map.of("a", 1, "b", 2)));
    for (Object value : values) {
      bytesOf(value)
          .ifPresent(
              written -> {
                Optional<byte[]> once = bytesOf(back(written));
                assertThat(once).as("%s", value).isPresent();
                assertThat(bytesOf(back(written)).orElseThrow())
                    .as("%s", value)
                    .isEqualTo(once.orElseThrow());
              });
    }
  }

  @Test
  default void S43_readingTakesTimeInProportionToTheLength() {
    inProportion("list", count -> new ArrayList<>(numbers(count)));
    inProportion("set", count -> new HashSet<>(numbers(count)));
    inProportion("map", count -> new LinkedHashMap<>(mapped(numbers(count))));
    inProportion("text", count -> "é\"\\".repeat(4 * count));
    inProportion("nested", StoredFormClauses::nested);
    inProportion(
        "keys of one hash",
        count ->
            new HashSet<>(
                IntStream.range(0, count / 10)
                    .mapToObj(i -> new ArrayList<>(List.of(i, -31 * i)))
                    .toList()));
  }

  private void inProportion(String name, IntFunction<Object> value) {
    Optional<byte[]> few = bytesOf(value.apply(10_000));
    Optional<byte[]> many = bytesOf(value.apply(40_000));
    if (few.isPresent() && many.isPresent()) {
      long forMany = nanosFor(many.get());
      if (forMany > NEGLIGIBLE_NANOS) {
        assertThat(forMany)
            .as("time for four times the %s", name)
            .isLessThan(AT_MOST * nanosFor(few.get()));
      }
    }
  }

  /** The time of this thread's own work, the shortest of some tries. */
  private long nanosFor(byte[] bytes) {
    return IntStream.range(0, 3)
        .mapToLong(
            i -> {
              long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
              back(bytes);
              return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            })
        .min()
        .orElseThrow();
  }

  private void sameBytes(Object one, Object other) {
    Optional<byte[]> bytes = bytesOf(one);
    bytes.ifPresent(
        written -> assertThat(bytesOf(other).orElseThrow()).as("%s", one).isEqualTo(written));
  }

  /** The bytes of a record with a value in it; empty where the value is refused. */
  private Optional<byte[]> bytesOf(Object value) {
    try {
      return Optional.of(serializer().serialize(SerializerClauses.recordOf("attribute", value)));
    } catch (UnstorableAttributeException refused) {
      return Optional.empty();
    }
  }

  private Object back(byte[] bytes) {
    return Objects.requireNonNull(serializer().deserialize(bytes).attributes().get("attribute"));
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).map(i -> i * 7919).boxed().toList();
  }

  private static List<String> texts(List<Integer> numbers) {
    return numbers.stream().map(number -> "n" + number).toList();
  }

  private static Map<String, Object> mapped(List<Integer> numbers) {
    return filled(new LinkedHashMap<>(), numbers);
  }

  private static <C extends Collection<T>, T> C grown(C collection, List<T> elements) {
    elements.forEach(collection::add);
    return collection;
  }

  private static Map<String, Object> filled(Map<String, Object> map, List<Integer> numbers) {
    numbers.forEach(number -> map.put("n" + number, number));
    return map;
  }

  private static Object nested(int count) {
    List<Object> lists = new ArrayList<>();
    for (int i = 0; i < count / 50; i++) {
      Object deep = "leaf";
      for (int depth = 0; depth < 50; depth++) {
        deep = new ArrayList<>(List.of(deep));
      }
      lists.add(deep);
    }
    return lists;
  }
}
