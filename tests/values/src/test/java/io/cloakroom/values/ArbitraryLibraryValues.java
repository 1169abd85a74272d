package io.cloakroom.values;

import acme.kotlin.ArbitraryKotlin;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableTable;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Values of Kotlin, Guava and Vavr, nested in each other at will, out of one seed. */
final class ArbitraryLibraryValues {

  private static final int DEEPEST = 4;

  private final Random random;
  private final ArbitraryKotlin kotlin;

  ArbitraryLibraryValues(long seed) {
    this.random = new Random(seed);
    this.kotlin = new ArbitraryKotlin(random, this::value);
  }

  Class<?>[] classes() {
    return kotlin.classes().toArray(Class<?>[]::new);
  }

  Object next() {
    return value(0);
  }

  private Object value(int depth) {
    if (depth >= DEEPEST || random.nextInt(4) == 0) {
      return kotlin.leaf();
    }
    return switch (random.nextInt(4)) {
      case 0 -> guava(depth + 1);
      case 1 -> vavr(depth + 1);
      default -> kotlin.holding(depth + 1);
    };
  }

  private Object guava(int depth) {
    List<Object> all = all(depth);
    return switch (random.nextInt(11)) {
      case 0 -> ImmutableList.copyOf(all);
      case 1 -> ImmutableSet.copyOf(all);
      case 2 -> {
        ImmutableMap.Builder<Object, Object> map = ImmutableMap.builder();
        all.forEach(each -> map.put(random.nextLong(), each));
        yield map.build();
      }
      case 3 -> {
        ImmutableBiMap.Builder<Object, Object> map = ImmutableBiMap.builder();
        all.forEach(each -> map.put(random.nextLong(), random.nextLong()));
        yield map.build();
      }
      case 4 -> ImmutableMultiset.copyOf(twice(all));
      case 5 -> HashMultiset.create(twice(all));
      case 6 -> {
        ImmutableListMultimap.Builder<Object, Object> map = ImmutableListMultimap.builder();
        all.forEach(each -> map.put(random.nextInt(2), each));
        yield map.build();
      }
      case 7 -> {
        ImmutableSetMultimap.Builder<Object, Object> map = ImmutableSetMultimap.builder();
        all.forEach(each -> map.put(each, random.nextInt(2)));
        yield map.build();
      }
      case 8 -> {
        ArrayListMultimap<Object, Object> map = ArrayListMultimap.create();
        all.forEach(each -> map.put(random.nextInt(2), each));
        yield map;
      }
      case 9 -> {
        ImmutableTable.Builder<Object, Object, Object> table = ImmutableTable.builder();
        all.forEach(each -> table.put(random.nextLong(), "c" + random.nextInt(3), each));
        yield table.build();
      }
      default -> {
        HashBasedTable<Object, Object, Object> table = HashBasedTable.create();
        all.forEach(each -> table.put(random.nextInt(3), random.nextInt(3), each));
        yield table;
      }
    };
  }

  private Object vavr(int depth) {
    List<Object> all = all(depth);
    return switch (random.nextInt(5)) {
      case 0 -> io.vavr.collection.List.ofAll(all);
      case 1 -> Vector.ofAll(all);
      case 2 -> {
        HashMap<Object, Object> map = new HashMap<>();
        all.forEach(each -> map.put(random.nextInt(9), each));
        yield LinkedHashMap.ofAll(map);
      }
      case 3 -> new Tuple2<>(kotlin.leaf(), all);
      default -> all.isEmpty() ? Option.none() : Option.of(all.get(0));
    };
  }

  /** Neither library takes null. */
  private List<Object> all(int depth) {
    List<Object> all = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Object value = value(depth);
      all.add(value == null ? "null" : value);
    }
    return all;
  }

  private static List<Object> twice(List<Object> all) {
    return Stream.concat(all.stream(), all.stream()).toList();
  }
}
