package io.cloakroom.serializer;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An EnumMap as an object of its keys' names. Its enum is part of the type. */
final class EnumMapType extends ValueType {

  private static final String PREFIX = "enum-map<";
  private static final String END = ">";

  private final Class<?> enumClass;

  EnumMapType(EnumType constants) {
    super(PREFIX + constants.name() + END);
    this.enumClass = constants.javaClass();
  }

  static boolean isNameOf(String name) {
    return name.startsWith(PREFIX) && name.endsWith(END);
  }

  /** The name of the enum in the name of such a type. */
  static String enumIn(String name) {
    return name.substring(PREFIX.length(), name.length() - END.length());
  }

  /** The enum of a map's keys, also of an empty one's. */
  static Class<?> enumOf(EnumMap<?, ?> map) {
    return map.isEmpty()
        ? EmptyEnumMap.enumOf(map)
        : map.keySet().iterator().next().getDeclaringClass();
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    EnumMap<?, ?> map = (EnumMap<?, ?>) value;
    TagCollector tags = new TagCollector();
    out.startObject();
    for (Map.Entry<? extends Enum<?>, ?> entry : map.entrySet()) {
      out.json().writeFieldName(entry.getKey().name());
      tags.add(entry.getValue(), MapType.writeValue(entry.getValue(), shape, out));
    }
    out.endObject();
    return tags.tag(this, map.keySet().stream().map(Enum::name).toList());
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's, which no type can say
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws Misfit {
    EnumMap map = new EnumMap((Class) enumClass);
    for (Map.Entry<?, ?> member : ((Map<?, ?>) plain).entrySet()) {
      String name = (String) member.getKey();
      TypeTag valueTag = tag == null ? null : tag.of(name);
      map.put(
          EnumType.constant(enumClass, name),
          in.readWithin(member.getValue(), valueTag, Shape.secondOf(shape)));
    }
    return map;
  }
}
