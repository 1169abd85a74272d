package io.cloakroom.values;

import static io.cloakroom.values.Sample.of;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Views of the JDK's collections, and what its methods return, small and empty ones too. */
final class ViewValues {

  private ViewValues() {}

  private static Map<String, Integer> two() {
    return new LinkedHashMap<>(Map.of("a", 1, "b", 2));
  }

  static List<Sample> all() {
    return List.of(
        of("new LinkedHashMap<>(…).keySet()", two().keySet()),
        of("new LinkedHashMap<>(…).values()", two().values()),
        of("new LinkedHashMap<>(…).entrySet()", two().entrySet()),
        of("new HashMap<>().keySet()", new HashMap<>().keySet()),
        of("new HashMap<>().values()", new HashMap<>().values()),
        of("Map.of(1, 2).keySet()", Map.of(1, 2).keySet()),
        of("Map.of(1, 2, 3, 4).values()", Map.of(1, 2, 3, 4).values()),
        of("Map.of().keySet()", Map.of().keySet()),
        of("Map.of(1, 2).entrySet()", Map.of(1, 2).entrySet()),
        of("Collections.emptyMap().keySet()", Collections.emptyMap().keySet()),
        of("Collections.singletonMap(1, 2).keySet()", Collections.singletonMap(1, 2).keySet()),
        of("Collections.singletonMap(1, 2).values()", Collections.singletonMap(1, 2).values()),
        of("new TreeMap<>(…).firstEntry()", new TreeMap<>(Map.of("a", 1)).firstEntry()),
        of(
            "new TreeMap<>(…).entrySet().iterator().next()",
            new TreeMap<>(Map.of("a", 1)).entrySet().iterator().next()),
        of("new TreeMap<>(…).tailMap(\"a\")", new TreeMap<>(Map.of("a", 1)).tailMap("a")),
        of("new TreeMap<>(…).navigableKeySet()", new TreeMap<>(Map.of("a", 1)).navigableKeySet()),
        of("new TreeMap<>(…).descendingKeySet()", new TreeMap<>(Map.of("a", 1)).descendingKeySet()),
        of("new TreeSet<>(…).tailSet(9)", new TreeSet<>(List.of(1)).tailSet(9)),
        of("an EnumMap's keySet()", days().keySet()),
        of("an EnumMap's values()", days().values()),
        of("an EnumMap's entry", days().entrySet().iterator().next()),
        of("a ConcurrentHashMap's values()", new ConcurrentHashMap<>(Map.of("a", 1)).values()),
        of(
            "a ConcurrentHashMap's entry",
            new ConcurrentHashMap<>(Map.of("a", 1)).entrySet().iterator().next()),
        of(
            "a ConcurrentSkipListMap's headMap",
            new ConcurrentSkipListMap<>(Map.of("a", 1)).headMap("b")),
        of("a LinkedList's subList", new LinkedList<>(List.of(1, 2)).subList(0, 1)),
        of("a Vector's subList", new Vector<>(List.of(1, 2)).subList(0, 1)),
        of("Arrays.asList(1, 2).subList(0, 1)", Arrays.asList(1, 2).subList(0, 1)),
        of("a subList without elements", new ArrayList<>(List.of(1)).subList(0, 0)),
        of("a subList of a subList", List.of(1, 2, 3).subList(0, 2).subList(0, 1)),
        of(
            "a CopyOnWriteArrayList's subList",
            new CopyOnWriteArrayList<>(List.of(1, 2)).subList(0, 1)),
        of("Collections.nCopies(0, 1)", Collections.nCopies(0, 1)),
        of("Collections.unmodifiableMap(…).keySet()", Collections.unmodifiableMap(two()).keySet()),
        of("Collections.unmodifiableMap(…).values()", Collections.unmodifiableMap(two()).values()),
        of(
            "Collections.newSetFromMap(new IdentityHashMap<>())",
            Collections.newSetFromMap(new IdentityHashMap<>())),
        of("Collections.emptySortedMap()", Collections.emptySortedMap()),
        of(
            "Collections.checkedMap(…)",
            Collections.checkedMap(new HashMap<>(Map.of("a", 1)), String.class, Integer.class)),
        of(
            "Collections.synchronizedCollection(…)",
            Collections.synchronizedCollection(new HashSet<>(List.of(1)))),
        of("Collections.asLifoQueue(…)", Collections.asLifoQueue(new java.util.ArrayDeque<>())),
        of("Stream.of().toList()", Stream.of().toList()),
        of("Stream.of(1).toList()", Stream.of(1).toList()),
        of("IntStream.range(0, 2).boxed().toList()", IntStream.range(0, 2).boxed().toList()),
        of(
            "Stream.of(1).collect(toUnmodifiableList())",
            Stream.of(1).collect(Collectors.toUnmodifiableList())),
        of(
            "Stream.of(1).collect(partitioningBy(…))",
            Stream.of(1).collect(Collectors.partitioningBy(each -> each > 0))),
        of(
            "Stream.of(1).collect(groupingBy(…))",
            Stream.of(1).collect(Collectors.groupingBy(each -> each > 0))),
        of("\"a,b\".split(\",\")", "a,b".split(",")),
        of("List.copyOf(List.of())", List.copyOf(List.of())),
        of("new int[1][1][1][1][1][1][1][1][1]", new int[1][1][1][1][1][1][1][1][1]),
        of("new byte[1][1][1]", new byte[1][1][1]),
        of("new boolean[1][1]", new boolean[1][1]),
        of("new Object[0][0]", new Object[0][0]),
        of("new ArrayList[] {…}", new ArrayList<?>[] {new ArrayList<>(List.of(1))}),
        of("new CharSequence[] {\"a\"}", new CharSequence[] {"a"}),
        of("new Iterable[0]", new Iterable<?>[0]),
        of("new Map.Entry[0]", new Map.Entry<?, ?>[0]));
  }

  private static EnumMap<DayOfWeek, Integer> days() {
    return new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1));
  }
}
