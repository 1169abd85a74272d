package io.cloakroom.values;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcollections.TreePVector;

/** Values of libraries come back equal by conversions of one line each, empty ones too. */
@SuppressWarnings({"rawtypes", "unchecked"}) // a class says nothing of its type arguments
class ConversionsTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  static Stream<Object> values() {
    return Stream.of(
        ImmutableList.of(),
        ImmutableList.of(1),
        ImmutableList.of(1, "b", 3L),
        ImmutableSet.of(),
        ImmutableSet.of("b", "a"),
        ImmutableMap.of(),
        ImmutableMap.of("a", ImmutableList.of(1)),
        ImmutableMap.of(1, 2, 3, 4),
        ImmutableListMultimap.of(),
        ImmutableListMultimap.of("a", 1, "a", 2),
        com.google.common.base.Optional.of(1),
        com.google.common.base.Optional.absent(),
        io.vavr.collection.List.empty(),
        io.vavr.collection.List.of(1, 2),
        Option.none(),
        Option.of("a"),
        TreePVector.empty(),
        TreePVector.singleton(1),
        new DateTime(5, DateTimeZone.UTC),
        JsonNodeFactory.instance.objectNode().put("a", 1).putNull("b"),
        JsonNodeFactory.instance.arrayNode(),
        JsonNodeFactory.instance.nullNode());
  }

  @ParameterizedTest
  @MethodSource("values")
  void S2_aConvertedValueComesBackEqual(Object value) {
    for (AttributeSerializer serializer : List.of(json(), kryo())) {
      Object back = serializer.restore("a", serializer.store("a", value));

      assertThat(back).isEqualTo(value).hasSameClassAs(value);
      assertThat(serializer.store("a", back)).isEqualTo(serializer.store("a", value));
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void S2_aConvertedValueComesBackWithinOthers(Object value) {
    List<Object> holding = new ArrayList<>(List.of(value, Map.of("k", value), Optional.of(value)));
    for (AttributeSerializer serializer : List.of(json(), kryo())) {
      assertThat(serializer.restore("a", serializer.store("a", holding))).isEqualTo(holding);
    }
  }

  private static AttributeSerializer json() {
    return JsonSessionSerializer.builder()
        .convert(ImmutableList.class, ArrayList::new, ImmutableList::copyOf)
        .convert(ImmutableSet.class, LinkedHashSet::new, ImmutableSet::copyOf)
        .convert(ImmutableMap.class, LinkedHashMap::new, ImmutableMap::copyOf)
        .convert(ImmutableListMultimap.class, ConversionsTest::entries, ConversionsTest::multimap)
        .convert(
            com.google.common.base.Optional.class,
            optional -> optional.toJavaUtil(),
            com.google.common.base.Optional::fromJavaUtil)
        .convert(
            io.vavr.collection.List.class,
            list -> list.toJavaList(),
            (List all) -> io.vavr.collection.List.ofAll(all))
        .convert(Option.class, option -> option.toJavaOptional(), Option::ofOptional)
        .convert(TreePVector.class, ArrayList::new, TreePVector::from)
        .convert(DateTime.class, DateTime::toString, ConversionsTest::dateTime)
        .convert(JsonNode.class, JsonNode::toString, ConversionsTest::node)
        .build();
  }

  private static AttributeSerializer kryo() {
    return KryoSessionSerializer.builder()
        .convert(ImmutableList.class, ArrayList::new, ImmutableList::copyOf)
        .convert(ImmutableSet.class, LinkedHashSet::new, ImmutableSet::copyOf)
        .convert(ImmutableMap.class, LinkedHashMap::new, ImmutableMap::copyOf)
        .convert(ImmutableListMultimap.class, ConversionsTest::entries, ConversionsTest::multimap)
        .convert(
            com.google.common.base.Optional.class,
            optional -> optional.toJavaUtil(),
            com.google.common.base.Optional::fromJavaUtil)
        .convert(
            io.vavr.collection.List.class,
            list -> list.toJavaList(),
            (List all) -> io.vavr.collection.List.ofAll(all))
        .convert(Option.class, option -> option.toJavaOptional(), Option::ofOptional)
        .convert(TreePVector.class, ArrayList::new, TreePVector::from)
        .convert(DateTime.class, DateTime::toString, ConversionsTest::dateTime)
        .convert(JsonNode.class, JsonNode::toString, ConversionsTest::node)
        .build();
  }

  private static List<Map.Entry<?, ?>> entries(ImmutableListMultimap<?, ?> multimap) {
    return new ArrayList<>(multimap.entries());
  }

  private static ImmutableListMultimap<?, ?> multimap(List<Map.Entry<?, ?>> entries) {
    return ImmutableListMultimap.copyOf(entries);
  }

  private static DateTime dateTime(String text) {
    return DateTime.parse(text);
  }

  private static JsonNode node(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
