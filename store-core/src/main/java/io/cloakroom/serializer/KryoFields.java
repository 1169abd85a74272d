package io.cloakroom.serializer;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Beans and records by the names of their fields, which stand before the first object of a class: a
 * field that the bytes don't have keeps its default, one that the class no longer has is dropped.
 */
final class KryoFields extends Serializer<Object> {

  private static final int DROPPED = -1;

  private final KryoShape shape;

  KryoFields(KryoShape shape) {
    this.shape = shape;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void write(Kryo kryo, Output output, Object object) {
    Field[] fields = shape.fields();
    if (kryo.getGraphContext().put(this, fields) == null) {
      output.writeVarInt(fields.length, true);
      for (Field field : fields) {
        output.writeString(field.getName());
      }
    }
    for (Field field : fields) {
      kryo.writeClassAndObject(output, KryoShape.get(field, object));
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    int[] places = storedPlaces(kryo, (KryoInput) input);
    return shape.isRecord() ? readRecord(kryo, input, places) : readBean(kryo, input, places);
  }

  private Object readBean(Kryo kryo, Input input, int[] places) {
    Object bean = shape.newBean();
    kryo.reference(bean);
    for (int place : places) {
      Object value = kryo.readClassAndObject(input);
      if (place != DROPPED) {
        KryoShape.set(shape.fields()[place], bean, value);
      }
    }
    return bean;
  }

  private Object readRecord(Kryo kryo, Input input, int[] places) {
    @Nullable Object[] components = shape.defaults();
    for (int place : places) {
      Object value = kryo.readClassAndObject(input);
      if (place != DROPPED) {
        components[place] = value;
      }
    }
    return shape.newRecord(components);
  }

  /** Where the values that are stored of each object belong, in the order in which they stand. */
  @SuppressWarnings("unchecked")
  private int[] storedPlaces(Kryo kryo, KryoInput input) {
    if (kryo.getGraphContext().get(this) instanceof int[] known) {
      return known;
    }
    int[] places = new int[input.readCount()];
    for (int i = 0; i < places.length; i++) {
      String name = input.readString();
      if (name == null) {
        throw new KryoException("A field without a name");
      }
      places[i] = shape.indexOf(name);
    }
    kryo.getGraphContext().put(this, places);
    return places;
  }
}
