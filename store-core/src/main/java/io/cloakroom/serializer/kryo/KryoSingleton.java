package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.UnrestorableValueException;
import io.cloakroom.serializer.model.SingletonModel;

/** The one object of a class: its class says which it is. */
final class KryoSingleton extends Serializer<Object> {

  private final SingletonModel model;

  KryoSingleton(SingletonModel model) {
    this.model = model;
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    if (object != instance()) {
      throw KryoGraph.refusal(
          kryo,
          "a second "
              + model.javaClass().getTypeName()
              + ", of which there should be one object: store that");
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    return instance();
  }

  private Object instance() {
    try {
      return model.instance();
    } catch (ReflectiveOperationException e) {
      throw UnrestorableValueException.of(model.javaClass(), e);
    }
  }
}
