package io.cloakroom.tck.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.UnstorableAttributeException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** S2: what arrays are of, and views of collections. */
interface ContainerClauses extends SerializerClauses {

  /** What a view may come back as, if not as what it is. */
  Set<Class<?>> PLAIN =
      Set.of(
          ArrayList.class,
          LinkedHashSet.class,
          TreeSet.class,
          LinkedHashMap.class,
          TreeMap.class,
          AbstractMap.SimpleImmutableEntry.class);

  @Test
  default void S2_anArrayComesBackAsOneOfTheSameElements() {
    for (Object element :
        List.of(
            true,
            (byte) 1,
            (short) 2,
            'c',
            3,
            4L,
            5f,
            6.0,
            "text",
            new BigDecimal("1.10"),
            LocalDate.EPOCH,
            DayOfWeek.FRIDAY,
            new UUID(1, 2),
            new int[] {1},
            new boolean[] {true})) {
      Object array = element;
      for (int dimension = 0; dimension < 3; dimension++) {
        array = arrayOf(array);
        comesBackIfAccepted(array, ContainerClauses::isSameArray);
      }
    }
    Object[][] mixed = {{1, "a", null, new Long[] {2L}}, {}, null};
    comesBackIfAccepted(mixed, ContainerClauses::isSameArray);
  }

  private static Object arrayOf(Object element) {
    Object array = Array.newInstance(element.getClass(), 2);
    Array.set(array, 0, element);
    return array;
  }

  private static void isSameArray(Object array, Object back) {
    assertThat(back).as("%s", array.getClass()).hasSameClassAs(array);
    assertThat(Objects.deepEquals(back, array)).as("%s", Arrays.asList(array, back)).isTrue();
  }

  @Test
  default void S2_aViewComesBackAsAPlainCollectionOfTheSame() {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4));
    Map<String, Integer> map = new HashMap<>(Map.of("a", 1, "b", 2, "c", 3));
    TreeMap<String, Integer> sorted = new TreeMap<>(map);
    TreeSet<Integer> numbers = new TreeSet<>(list);
    for (Object view :
        List.of(
            list.subList(1, 3),
            List.of(1, 2, 3, 4).subList(2, 4),
            map.keySet(),
            map.entrySet(),
            map.values(),
            new HashMap<>(Map.of("a", 1)).keySet(),
            Map.of("a", 1).keySet(),
            map.entrySet().iterator().next(),
            sorted.headMap("c"),
            sorted.navigableKeySet(),
            numbers.tailSet(2),
            numbers.subSet(2, 4))) {
      comesBackIfAccepted(view, ContainerClauses::isTheSame);
    }
  }

  private static void isTheSame(Object view, Object back) {
    assertThat(back.getClass())
        .as("class of what was a %s", view.getClass())
        .satisfiesAnyOf(
            same -> assertThat(same).isEqualTo(view.getClass()),
            plain -> assertThat(PLAIN).contains(plain));
    if (view instanceof Collection<?> all && !(view instanceof List) && !(view instanceof Set)) {
      assertThat(back).isInstanceOf(Collection.class);
      assertThat(List.copyOf((Collection<?>) back)).isEqualTo(List.copyOf(all));
    } else {
      assertThat(back).isEqualTo(view);
    }
  }

  private void comesBackIfAccepted(Object value, Check check) {
    Optional<Object> back;
    try {
      back = Optional.ofNullable(roundTrip(value));
    } catch (UnstorableAttributeException refused) {
      assertThat(refused).hasMessageContaining("\"attribute\"");
      return;
    }
    assertThat(back).as("%s", value.getClass()).hasValueSatisfying(it -> check.of(value, it));
  }

  /** Compares a value with what it came back as. */
  @FunctionalInterface
  interface Check {
    void of(Object value, Object back);
  }
}
