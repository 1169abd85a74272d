package io.cloakroom.serializer.json;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An EnumMap as an object of its keys' names. Its enum is part of the type. */
final class EnumMapType extends EnumContainerType {

  static final String PREFIX = "enum-map<";

  EnumMapType(EnumType constants) {
    super(PREFIX, constants);
  }

  @Override
  boolean fits(Object plain) {
    return plain instanceof Map;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    EnumMap<?, ?> map = (EnumMap<?, ?>) value;
    TagCollector tags = new TagCollector();
    out.startObject();
    for (Map.Entry<? extends Enum<?>, ?> entry : map.entrySet()) {
      JsonText.writeName(entry.getKey().name(), out.json());
      tags.add(entry.getValue(), MapType.writeValue(entry.getValue(), shape, out));
    }
    out.endObject();
    return tags.tag(this, map.keySet().stream().map(Enum::name).iterator());
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's, which no type can say
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws TagMismatchException {
    EnumMap map = new EnumMap((Class) constants().javaClass());
    for (Map.Entry<?, ?> member : ((Map<?, ?>) plain).entrySet()) {
      String name = (String) member.getKey();
      TypeTag valueTag = tag == null ? null : tag.of(name);
      map.put(
          constants().constant(name),
          in.readWithin(member.getValue(), valueTag, Shape.secondOf(shape)));
    }
    return map;
  }
}
