package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.EnumClass;
import java.util.EnumSet;

/** An EnumSet: its enum, and the names of its constants. */
final class KryoEnumSet extends Serializer<EnumSet<?>> {

  @Override
  public void write(Kryo kryo, Output output, EnumSet<?> set) {
    kryo.writeClass(output, EnumClass.of(set));
    output.writeVarInt(set.size(), true);
    for (Enum<?> constant : set) {
      output.writeString(constant.name());
    }
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is an enum's, which no type can say
  public EnumSet<?> read(Kryo kryo, Input input, Class<? extends EnumSet<?>> type) {
    Class enumClass = KryoEnum.readClass(kryo, input);
    EnumSet set = EnumSet.noneOf(enumClass);
    kryo.reference(set);
    for (int left = ((KryoInput) input).readCount(); left > 0; left--) {
      set.add(KryoEnum.constant(enumClass, input.readString()));
    }
    return set;
  }
}
