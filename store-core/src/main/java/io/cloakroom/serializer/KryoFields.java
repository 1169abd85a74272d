package io.cloakroom.serializer;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Beans and records by the names of their fields, which stand before the first object of a class: a
 * field that the bytes don't have keeps its default, one that the class no longer has is dropped.
 */
final class KryoFields extends Serializer<Object> {

  private final KryoShape shape;

  KryoFields(KryoShape shape) {
    this.shape = shape;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void write(Kryo kryo, Output output, Object object) {
    List<Field> fields = shape.fields();
    if (kryo.getGraphContext().put(this, fields) == null) {
      output.writeVarInt(fields.size(), true);
      fields.forEach(field -> output.writeString(field.getName()));
    }
    for (Field field : fields) {
      kryo.writeClassAndObject(output, KryoShape.get(field, object));
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    List<@Nullable Field> stored = storedFields(kryo, (KryoInput) input);
    return shape.isRecord() ? readRecord(kryo, input, stored) : readBean(kryo, input, stored);
  }

  private Object readBean(Kryo kryo, Input input, List<@Nullable Field> stored) {
    Object bean = shape.newBean();
    kryo.reference(bean);
    for (Field field : stored) {
      Object value = kryo.readClassAndObject(input);
      if (field != null) {
        KryoShape.set(field, bean, value);
      }
    }
    return bean;
  }

  private Object readRecord(Kryo kryo, Input input, List<@Nullable Field> stored) {
    @Nullable Object[] components = shape.defaults();
    for (Field field : stored) {
      Object value = kryo.readClassAndObject(input);
      if (field != null) {
        components[shape.fields().indexOf(field)] = value;
      }
    }
    return shape.newRecord(components);
  }

  @SuppressWarnings("unchecked")
  private List<@Nullable Field> storedFields(Kryo kryo, KryoInput input) {
    List<@Nullable Field> known = (List<@Nullable Field>) kryo.getGraphContext().get(this);
    if (known != null) {
      return known;
    }
    int count = input.readCount();
    List<@Nullable Field> fields = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = input.readString();
      if (name == null) {
        throw new KryoException("A field without a name");
      }
      fields.add(shape.field(name));
    }
    kryo.getGraphContext().put(this, fields);
    return fields;
  }
}
