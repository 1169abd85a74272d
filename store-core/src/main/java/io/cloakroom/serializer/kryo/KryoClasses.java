package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import io.cloakroom.serializer.UnrestorableValueException;

/** Classes by number only. Kryo's own loads a class by the name in the bytes before it refuses. */
final class KryoClasses extends DefaultClassResolver {

  @Override
  public Registration readClass(Input input) {
    try {
      return super.readClass(input);
    } catch (KryoException e) {
      throw new UnrestorableValueException(
          null,
          "it holds a class that is unknown here, or the KryoSessionSerializer does not allow it");
    }
  }

  @Override
  protected Registration readName(Input input) {
    throw new KryoException("A class by its name");
  }
}
