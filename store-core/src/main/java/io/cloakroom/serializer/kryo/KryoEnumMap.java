package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.EnumClass;
import java.util.EnumMap;

/** An EnumMap: its enum, and the names of its keys, each with its value. */
final class KryoEnumMap extends Serializer<EnumMap<?, ?>> {

  @Override
  public void write(Kryo kryo, Output output, EnumMap<?, ?> map) {
    kryo.writeClass(output, EnumClass.of(map));
    output.writeVarInt(map.size(), true);
    map.forEach(
        (key, value) -> {
          output.writeString(key.name());
          kryo.writeClassAndObject(output, value);
        });
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's, which no type can say
  public EnumMap<?, ?> read(Kryo kryo, Input input, Class<? extends EnumMap<?, ?>> type) {
    Class enumClass = KryoEnum.readClass(kryo, input);
    EnumMap map = new EnumMap(enumClass);
    kryo.reference(map);
    for (int left = ((KryoInput) input).readCount(); left > 0; left--) {
      Enum<?> key = KryoEnum.constant(enumClass, input.readString());
      map.put(key, kryo.readClassAndObject(input));
    }
    return map;
  }
}
