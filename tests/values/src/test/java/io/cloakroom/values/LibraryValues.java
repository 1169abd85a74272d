package io.cloakroom.values;

import static io.cloakroom.values.Sample.of;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.EnumHashBiMap;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Range;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import com.google.common.primitives.UnsignedInteger;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.namespace.QName;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.joda.time.Duration;
import org.joda.time.LocalDate;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePVector;

/** Objects of libraries, for which no conversion is registered. */
final class LibraryValues {

  private LibraryValues() {}

  static List<Sample> all() {
    return List.of(
        of("Guava: ImmutableList.of()", ImmutableList.of()),
        of("Guava: ImmutableList.of(1)", ImmutableList.of(1)),
        of("Guava: ImmutableList.of(1, 2)", ImmutableList.of(1, 2)),
        of("Guava: ImmutableSet.of()", ImmutableSet.of()),
        of("Guava: ImmutableSet.of(1, 2)", ImmutableSet.of(1, 2)),
        of("Guava: ImmutableMap.of()", ImmutableMap.of()),
        of("Guava: ImmutableMap.of(1, 2)", ImmutableMap.of(1, 2)),
        of("Guava: ImmutableMap.of(1, 2, 3, 4)", ImmutableMap.of(1, 2, 3, 4)),
        of("Guava: ImmutableSortedMap.of(1, 2)", ImmutableSortedMap.of(1, 2)),
        of("Guava: ImmutableMultimap.of()", ImmutableMultimap.of()),
        of("Guava: ImmutableMultimap.of(1, 2)", ImmutableMultimap.of(1, 2)),
        of("Guava: Lists.transform(…)", Lists.transform(List.of(1), each -> each)),
        of("Guava: Sets.union(…)", Sets.union(Set.of(1), Set.of(2))),
        of("Guava: Ints.asList(1)", Ints.asList(1)),
        of(
            "Guava: ArrayListMultimap, allowed",
            ArrayListMultimap.create(),
            ArrayListMultimap.class),
        of("Guava: HashMultiset", HashMultiset.create(List.of(1))),
        of("Guava: HashBasedTable", HashBasedTable.create()),
        of("Guava: EnumHashBiMap", EnumHashBiMap.create(DayOfWeek.class)),
        of("Guava: Range.closed(1, 2)", Range.closed(1, 2)),
        of("Guava: UnsignedInteger.ONE", UnsignedInteger.ONE),
        of("Guava: Optional.of(1)", com.google.common.base.Optional.of(1)),
        of("Guava: Optional.absent()", com.google.common.base.Optional.absent()),
        of("Vavr: List.of(1, 2)", io.vavr.collection.List.of(1, 2)),
        of("Vavr: List.empty()", io.vavr.collection.List.empty()),
        of("Vavr: HashMap.of(1, 2)", io.vavr.collection.HashMap.of(1, 2)),
        of("Vavr: Option.of(1)", Option.of(1)),
        of("Vavr: Option.none()", Option.none()),
        of("Vavr: Option.of(1), allowed", Option.of(1), Option.class),
        of("Vavr: Option.none(), allowed", Option.none(), Option.class),
        of("Vavr: Either.right(1), allowed", Either.right(1), Either.class),
        of("Vavr: Either.left(1), allowed", Either.left(1), Either.class),
        of("Vavr: Try.success(1)", Try.success(1)),
        of("Vavr: Tuple.of(1, 2)", io.vavr.Tuple.of(1, 2)),
        of("Vavr: Tuple.of(1, 2), allowed", io.vavr.Tuple.of(1, 2), io.vavr.Tuple2.class),
        of("PCollections: TreePVector.singleton(1)", TreePVector.singleton(1)),
        of("PCollections: TreePVector.empty()", TreePVector.empty()),
        of("PCollections: HashTreePMap.singleton(1, 2)", HashTreePMap.singleton(1, 2)),
        of("Joda: new DateTime(0, UTC)", new DateTime(0, DateTimeZone.UTC)),
        of("Joda: new LocalDate(2024, 1, 1)", new LocalDate(2024, 1, 1)),
        of("Joda: Duration.millis(1)", Duration.millis(1)),
        of("Joda: DateTimeZone.UTC", DateTimeZone.UTC),
        of("Jackson: an ObjectNode", JsonNodeFactory.instance.objectNode().put("a", 1)),
        of("Jackson: an ArrayNode", JsonNodeFactory.instance.arrayNode()),
        of("Jackson: an IntNode", JsonNodeFactory.instance.numberNode(1)),
        of("Jackson: a NullNode", JsonNodeFactory.instance.nullNode()),
        of("Jackson: a TextNode", JsonNodeFactory.instance.textNode("a")),
        of("javax.xml: an XMLGregorianCalendar", xmlCalendar()),
        of("javax.xml: new QName(\"a\")", new QName("a")));
  }

  private static Object xmlCalendar() {
    try {
      return DatatypeFactory.newInstance().newXMLGregorianCalendar("2024-01-01T00:00:00Z");
    } catch (DatatypeConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
