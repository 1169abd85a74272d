package io.cloakroom.values;

import static io.cloakroom.values.Sample.of;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Collections and arrays of the JDK. */
@SuppressWarnings("rawtypes")
final class CollectionValues {

  private CollectionValues() {}

  private static List<Integer> three() {
    return new ArrayList<>(List.of(3, 1, 2));
  }

  static List<Sample> lists() {
    return List.of(
        of("new ArrayList<>(List.of(3, 1, 2))", three()),
        of("new ArrayList<>()", new ArrayList<>()),
        of("a list of null", new ArrayList<>(Arrays.asList("a", null))),
        of("a list of 1, 2L and 3.0", new ArrayList<>(List.of(1, 2L, 3.0))),
        of("a list of lists", new ArrayList<>(List.of(three(), List.of()))),
        of("new LinkedList<>(…)", new LinkedList<>(three())),
        of("List.of()", List.of()),
        of("List.of(1)", List.of(1)),
        of("List.of(1, 2, 3)", List.of(1, 2, 3)),
        of("Arrays.asList(1, null)", Arrays.asList(1, null)),
        of("Stream.of(1, null).toList()", Stream.of(1, null).toList()),
        of("Stream.of(1).collect(toList())", Stream.of(1).collect(Collectors.toList())),
        of("Collections.emptyList()", Collections.emptyList()),
        of("Collections.singletonList(1)", Collections.singletonList(1)),
        of("Collections.unmodifiableList(…)", Collections.unmodifiableList(three())),
        of(
            "Collections.unmodifiableList(new LinkedList<>(…))",
            Collections.unmodifiableList(new LinkedList<>(three()))),
        of("Collections.synchronizedList(…)", Collections.synchronizedList(three())),
        of(
            "Collections.synchronizedList(new LinkedList<>(…))",
            Collections.synchronizedList(new LinkedList<>(three()))),
        of("Collections.nCopies(2, 1)", Collections.nCopies(2, 1)),
        of("Collections.checkedList(…)", Collections.checkedList(three(), Integer.class)),
        of("Collections.unmodifiableCollection(…)", Collections.unmodifiableCollection(three())),
        of("new CopyOnWriteArrayList<>(…)", new CopyOnWriteArrayList<>(three())),
        of("new Vector<>(…)", new Vector<>(three())),
        of("new Stack<>()", stack()),
        of("list.subList(0, 2)", three().subList(0, 2)),
        of("List.of(1, 2, 3).subList(0, 2)", List.of(1, 2, 3).subList(0, 2)),
        of("new ArrayDeque<>(…)", new ArrayDeque<>(three())),
        of("new PriorityQueue<>(…)", new PriorityQueue<>(three())),
        of(
            "new PriorityQueue<>(reverseOrder())",
            new PriorityQueue<>(Comparator.<Integer>reverseOrder())),
        of("new ConcurrentLinkedQueue<>(…)", new ConcurrentLinkedQueue<>(three())),
        of("new ConcurrentLinkedDeque<>(…)", new ConcurrentLinkedDeque<>(three())),
        of("new ArrayBlockingQueue<>(9)", new ArrayBlockingQueue<>(9)),
        of("new LinkedBlockingDeque<>()", new LinkedBlockingDeque<>()),
        of("new ArrayList<>() {{ add(1); }}", anonymous()));
  }

  private static Stack<Integer> stack() {
    Stack<Integer> stack = new Stack<>();
    stack.addAll(three());
    return stack;
  }

  private static List<Integer> anonymous() {
    return new ArrayList<>() {
      {
        add(1);
      }
    };
  }

  static List<Sample> sets() {
    return List.of(
        of("new HashSet<>(…)", new HashSet<>(three())),
        of("new HashSet<>(Arrays.asList(\"a\", null))", new HashSet<>(Arrays.asList("a", null))),
        of(
            "a HashSet of 100 UUIDs",
            IntStream.range(0, 100)
                .mapToObj(i -> new UUID(i * 31L, i * 37L))
                .collect(Collectors.toCollection(HashSet::new))),
        of("new LinkedHashSet<>(…)", new LinkedHashSet<>(three())),
        of("new TreeSet<>(…)", new TreeSet<>(three())),
        of("new TreeSet<>(reverseOrder())", new TreeSet<>(Comparator.<Integer>reverseOrder())),
        of("new TreeSet<>(CASE_INSENSITIVE_ORDER)", new TreeSet<>(String.CASE_INSENSITIVE_ORDER)),
        of("Set.of()", Set.of()),
        of("Set.of(1)", Set.of(1)),
        of("Set.of(\"a\", \"b\", \"c\")", Set.of("a", "b", "c")),
        of("Collections.emptySet()", Collections.emptySet()),
        of("Collections.singleton(1)", Collections.singleton(1)),
        of("Collections.unmodifiableSet(…)", Collections.unmodifiableSet(new HashSet<>(three()))),
        of("Collections.synchronizedSet(…)", Collections.synchronizedSet(new HashSet<>(three()))),
        of("Collections.emptySortedSet()", Collections.emptySortedSet()),
        of(
            "Collections.unmodifiableSortedSet(…)",
            Collections.unmodifiableSortedSet(new TreeSet<>(three()))),
        of("EnumSet.of(DayOfWeek.MONDAY)", EnumSet.of(DayOfWeek.MONDAY)),
        of("EnumSet.noneOf(DayOfWeek.class)", EnumSet.noneOf(DayOfWeek.class)),
        of("ConcurrentHashMap.newKeySet()", keySet()),
        of("new CopyOnWriteArraySet<>(…)", new CopyOnWriteArraySet<>(three())),
        of("new ConcurrentSkipListSet<>(…)", new ConcurrentSkipListSet<>(three())),
        of("new HashMap<>(…).keySet()", new HashMap<>(Map.of(1, 2)).keySet()),
        of("new TreeMap<>(…).keySet()", new TreeMap<>(Map.of(1, 2)).keySet()),
        of("new HashMap<>(…).values()", new HashMap<>(Map.of(1, 2)).values()),
        of("new HashMap<>(…).entrySet()", new HashMap<>(Map.of(1, 2)).entrySet()),
        of("new ConcurrentHashMap<>(…).keySet()", new ConcurrentHashMap<>(Map.of(1, 2)).keySet()),
        of("new TreeSet<>(…).headSet(2)", new TreeSet<>(three()).headSet(2)),
        of("new TreeSet<>(…).descendingSet()", new TreeSet<>(three()).descendingSet()));
  }

  private static Set<Integer> keySet() {
    Set<Integer> set = ConcurrentHashMap.newKeySet();
    set.addAll(three());
    return set;
  }

  static List<Sample> maps() {
    Map<String, Integer> lru = new LinkedHashMap<>(16, 0.75f, true);
    lru.put("a", 1);
    lru.put("b", 2);
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("z", three());
    nested.put("a", Map.of("k", 1L));
    Properties properties = new Properties();
    properties.setProperty("a", "b");
    EnumMap<DayOfWeek, Integer> days = new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1));
    return List.of(
        of("new LinkedHashMap<>(…)", nested),
        of("new LinkedHashMap<>(16, 0.75f, true)", lru),
        of("an empty LinkedHashMap in access order", new LinkedHashMap<>(16, 0.75f, true)),
        of("new HashMap<>(Map.of(1, 2))", new HashMap<>(Map.of(1, 2))),
        of("new HashMap<>(Map.of(\"a\", 1, \"b\", 2))", new HashMap<>(Map.of("a", 1, "b", 2))),
        of("a HashMap with the key null", new HashMap<>(Collections.singletonMap(null, 1))),
        of("a HashMap with LocalDate keys", new HashMap<>(Map.of(LocalDate.EPOCH, List.of(1)))),
        of("a HashMap with list keys", new HashMap<>(Map.of(List.of(1), 1, List.of(2), 2))),
        of("new TreeMap<>(…)", new TreeMap<>(Map.of("b", 1, "a", 2))),
        of("new TreeMap<>(reverseOrder())", new TreeMap<>(Comparator.<String>reverseOrder())),
        of("Map.of()", Map.of()),
        of("Map.of(1, 2)", Map.of(1, 2)),
        of("Map.of(\"a\", 1, \"b\", 2)", Map.of("a", 1, "b", 2)),
        of("Collections.emptyMap()", Collections.emptyMap()),
        of("Collections.singletonMap(\"a\", null)", Collections.singletonMap("a", null)),
        of(
            "Collections.unmodifiableMap(…)",
            Collections.unmodifiableMap(new TreeMap<>(Map.of("a", 1)))),
        of(
            "Collections.synchronizedMap(…)",
            Collections.synchronizedMap(new HashMap<>(Map.of("a", 1)))),
        of("new EnumMap<>(…)", days),
        of("new EnumMap<>(DayOfWeek.class)", new EnumMap<>(DayOfWeek.class)),
        of("new ConcurrentHashMap<>(…)", new ConcurrentHashMap<>(Map.of("a", 1))),
        of("new ConcurrentSkipListMap<>(…)", new ConcurrentSkipListMap<>(Map.of("a", 1))),
        of("new Hashtable<>(…)", new Hashtable<>(Map.of("a", 1))),
        of("new Properties()", properties),
        of("new Properties(defaults)", new Properties(properties)),
        of("new IdentityHashMap<>(…)", new IdentityHashMap<>(Map.of("a", 1))),
        of("new WeakHashMap<>(…)", new WeakHashMap<>(Map.of("a", 1))),
        of("new TreeMap<>(…).headMap(\"b\")", new TreeMap<>(Map.of("a", 1)).headMap("b")),
        of("new TreeMap<>(…).descendingMap()", new TreeMap<>(Map.of("a", 1)).descendingMap()),
        of("Map.entry(1, 2)", Map.entry(1, 2)),
        of("new SimpleEntry<>(\"a\", null)", new SimpleEntry<>("a", null)),
        of("new SimpleImmutableEntry<>(\"a\", 1L)", new SimpleImmutableEntry<>("a", 1L)),
        of(
            "new HashMap<>(…).entrySet().iterator().next()",
            new HashMap<>(Map.of(1, 2)).entrySet().iterator().next()));
  }

  static List<Sample> arrays() {
    return List.of(
        of("new boolean[] {true, false}", new boolean[] {true, false}),
        of("new byte[] {1, -1}", new byte[] {1, -1}),
        of("new short[] {1}", new short[] {1}),
        of("new char[] {'a', '\\uD800'}", new char[] {'a', '\uD800'}),
        of("new int[] {1, 2}", new int[] {1, 2}),
        of("new int[0]", new int[0]),
        of("new long[] {1L << 60}", new long[] {1L << 60}),
        of("new float[] {Float.NaN}", new float[] {Float.NaN}),
        of("new double[] {1}", new double[] {1}),
        of("new int[][] {{1}, {}}", new int[][] {{1}, {}}),
        of("new int[1][1][1]", new int[1][1][1]),
        of("new String[] {\"a\", null}", new String[] {"a", null}),
        of("new String[1][1]", new String[1][1]),
        of("new Object[] {1, \"a\", 2L}", new Object[] {1, "a", 2L}),
        of("new Object[1][1]", new Object[1][1]),
        of("new Integer[] {1}", new Integer[] {1}),
        of("new Number[] {1, 2L}", new Number[] {1, 2L}),
        of("new UUID[] {…}", new UUID[] {new UUID(1, 2)}),
        of("new LocalDate[] {LocalDate.EPOCH}", new LocalDate[] {LocalDate.EPOCH}),
        of("new DayOfWeek[] {DayOfWeek.MONDAY}", new DayOfWeek[] {DayOfWeek.MONDAY}),
        of("new List[] {List.of(1)}", new List[] {List.of(1)}),
        of("new Map[] {Map.of()}", new Map[] {Map.of()}),
        of("new Optional[] {Optional.of(1)}", new Optional[] {Optional.of(1)}),
        of("new Runnable[0]", new Runnable[0]));
  }
}
