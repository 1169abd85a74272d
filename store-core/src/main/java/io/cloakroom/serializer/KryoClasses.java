package io.cloakroom.serializer;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.util.DefaultClassResolver;

/** Classes by number only. Kryo's own loads a class by the name in the bytes before it refuses. */
final class KryoClasses extends DefaultClassResolver {

  @Override
  protected Registration readName(Input input) {
    throw new KryoException("A class by its name");
  }
}
