package io.cloakroom.values;

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
import com.google.common.collect.Multimap;
import com.google.common.collect.Table;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Conversions for collections of Guava and Vavr, one line each, as users write them. */
@SuppressWarnings({"rawtypes", "unchecked"}) // a class says nothing of its type arguments
final class LibraryConversions {

  /** The method {@code convert} of a builder. */
  interface Builder {
    <T, S> void convert(Class<T> type, Function<T, S> to, Function<S, T> from);
  }

  private LibraryConversions() {}

  static void addTo(Builder builder) {
    builder.<ImmutableList, List>convert(
        ImmutableList.class, ArrayList::new, ImmutableList::copyOf);
    builder.<ImmutableSet, LinkedHashSet>convert(
        ImmutableSet.class, LinkedHashSet::new, ImmutableSet::copyOf);
    builder.<ImmutableMap, Map>convert(
        ImmutableMap.class, java.util.LinkedHashMap::new, ImmutableMap::copyOf);
    builder.<ImmutableBiMap, Map>convert(
        ImmutableBiMap.class, java.util.LinkedHashMap::new, ImmutableBiMap::copyOf);
    builder.<ImmutableMultiset, List>convert(
        ImmutableMultiset.class, ArrayList::new, ImmutableMultiset::copyOf);
    builder.<HashMultiset, List>convert(HashMultiset.class, ArrayList::new, HashMultiset::create);
    builder.<ImmutableListMultimap, List<Map.Entry<?, ?>>>convert(
        ImmutableListMultimap.class, LibraryConversions::entries, ImmutableListMultimap::copyOf);
    builder.<ImmutableSetMultimap, List<Map.Entry<?, ?>>>convert(
        ImmutableSetMultimap.class, LibraryConversions::entries, ImmutableSetMultimap::copyOf);
    builder.<ArrayListMultimap, List>convert(
        ArrayListMultimap.class,
        LibraryConversions::entries,
        all -> {
          ArrayListMultimap multimap = ArrayListMultimap.create();
          ((List<Map.Entry>) all).forEach(entry -> multimap.put(entry.getKey(), entry.getValue()));
          return multimap;
        });
    builder.<ImmutableTable, List>convert(
        ImmutableTable.class,
        LibraryConversions::cells,
        all -> {
          ImmutableTable.Builder table = ImmutableTable.builder();
          ((List<List>) all).forEach(cell -> table.put(cell.get(0), cell.get(1), cell.get(2)));
          return table.build();
        });
    builder.<HashBasedTable, List>convert(
        HashBasedTable.class,
        LibraryConversions::cells,
        all -> {
          HashBasedTable table = HashBasedTable.create();
          ((List<List>) all).forEach(cell -> table.put(cell.get(0), cell.get(1), cell.get(2)));
          return table;
        });
    builder.<io.vavr.collection.List, List>convert(
        io.vavr.collection.List.class,
        io.vavr.collection.List::toJavaList,
        io.vavr.collection.List::ofAll);
    builder.<Vector, List>convert(Vector.class, Vector::toJavaList, Vector::ofAll);
    builder.<LinkedHashMap, Map>convert(
        LinkedHashMap.class, LinkedHashMap::toJavaMap, LinkedHashMap::ofAll);
    builder.<Tuple2, List>convert(
        Tuple2.class,
        tuple -> new ArrayList<>(tuple.toSeq().toJavaList()),
        both -> new Tuple2(both.get(0), both.get(1)));
    builder.<Option, java.util.Optional>convert(
        Option.class, Option::toJavaOptional, Option::ofOptional);
  }

  private static List<Map.Entry<?, ?>> entries(Multimap<?, ?> multimap) {
    return new ArrayList<>(multimap.entries());
  }

  private static List<List<?>> cells(Table<?, ?, ?> table) {
    List<List<?>> cells = new ArrayList<>();
    for (Table.Cell<?, ?, ?> cell : table.cellSet()) {
      cells.add(List.of(cell.getRowKey(), cell.getColumnKey(), cell.getValue()));
    }
    return cells;
  }
}
