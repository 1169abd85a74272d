package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.UnrestorableValueException;
import io.cloakroom.serializer.model.Member;
import io.cloakroom.serializer.model.ObjectModel;
import io.cloakroom.serializer.model.UnfitClassException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects by the names of their members, which stand before the first object of a class: a member
 * that the bytes don't have keeps its default, one that the class no longer has is dropped.
 */
final class KryoFields extends Serializer<Object> {

  private static final int DROPPED = -1;

  private final ObjectModel model;
  private final List<Member> members;

  KryoFields(ObjectModel model) {
    this.model = model;
    this.members = model.members();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void write(Kryo kryo, Output output, Object object) {
    @Nullable Object[] values = valuesOf(kryo, object);
    if (kryo.getGraphContext().put(this, members) == null) {
      output.writeVarInt(members.size(), true);
      for (Member member : members) {
        output.writeString(member.name());
      }
    }
    for (Object value : values) {
      kryo.writeClassAndObject(output, value);
    }
  }

  private @Nullable Object[] valuesOf(Kryo kryo, Object object) {
    try {
      return model.storableValuesOf(object);
    } catch (UnfitClassException e) {
      throw KryoGraph.refusal(
          kryo, "a " + model.javaClass().getTypeName() + ", which " + e.reason());
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    int[] places = storedPlaces(kryo, (KryoInput) input);
    try {
      return model.isMadeOfMembers()
          ? readWhole(kryo, input, places)
          : readBean(kryo, input, places);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw UnrestorableValueException.of(model.javaClass(), e);
    }
  }

  private Object readBean(Kryo kryo, Input input, int[] places)
      throws ReflectiveOperationException {
    Object bean = model.makeEmpty();
    kryo.reference(bean);
    for (int place : places) {
      Object value = kryo.readClassAndObject(input);
      if (place != DROPPED) {
        model.set(place, bean, value);
      }
    }
    return bean;
  }

  private Object readWhole(Kryo kryo, Input input, int[] places)
      throws ReflectiveOperationException {
    @Nullable Object[] values = new Object[members.size()];
    boolean[] present = new boolean[values.length];
    for (int place : places) {
      Object value = kryo.readClassAndObject(input);
      if (place != DROPPED) {
        values[place] = value;
        present[place] = true;
      }
    }
    return model.make(values, present);
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
      places[i] = indexOf(name);
    }
    kryo.getGraphContext().put(this, places);
    return places;
  }

  private int indexOf(String name) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().equals(name)) {
        return i;
      }
    }
    return DROPPED;
  }
}
