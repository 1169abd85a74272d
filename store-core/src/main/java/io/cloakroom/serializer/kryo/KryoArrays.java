package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.AllowRules;
import io.cloakroom.serializer.ArrayClasses;
import io.cloakroom.serializer.UnstorableValueException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that have no number of their own: how many of them are nested, what is in the innermost,
 * and the elements. All such arrays are registered under this class.
 */
final class KryoArrays extends Serializer<@Nullable Object[]> {

  /** Element types without a number in records, by their places here: new ones go to the end. */
  private static final List<Class<?>> UNNUMBERED =
      List.of(
          Object.class,
          Number.class,
          CharSequence.class,
          Comparable.class,
          Collection.class,
          List.class,
          Set.class,
          Map.class,
          boolean.class,
          byte.class,
          short.class,
          char.class,
          int.class,
          long.class,
          float.class,
          double.class);

  private static final int NUMBERED = 0;

  private final KryoElements<@Nullable Object[]> elements = KryoElements.array();

  @Override
  public void write(Kryo kryo, Output output, @Nullable Object[] array) {
    Class<?> type = array.getClass();
    writeType(kryo, output, type);
    elements.write(kryo, output, array);
  }

  private static void writeType(Kryo kryo, Output output, Class<?> type) {
    try {
      ArrayClasses.requireFewDimensions(type);
    } catch (UnstorableValueException e) {
      throw kryo.getDepth() > 1 ? e.nested() : e;
    }
    Class<?> element = ArrayClasses.elementOf(type);
    int unnumbered = UNNUMBERED.indexOf(element);
    if (unnumbered < 0) {
      requireOwnNumber(kryo, element);
    }
    output.writeVarInt(ArrayClasses.dimensionsOf(type), true);
    output.writeVarInt(unnumbered < 0 ? NUMBERED : unnumbered + 1, true);
    if (unnumbered < 0) {
      kryo.writeClass(output, element);
    }
  }

  private static void requireOwnNumber(Kryo kryo, Class<?> element) {
    Registration known = kryo.getClassResolver().getRegistration(element);
    if (known == null && Modifier.isAbstract(element.getModifiers())) {
      throw KryoGraph.refusal(kryo, AllowRules.refusalOfArray(element));
    }
  }

  @Override
  public @Nullable Object[] read(Kryo kryo, Input input, Class<? extends @Nullable Object[]> type) {
    return elements.read(kryo, input, readType(kryo, input));
  }

  @SuppressWarnings("unchecked") // of two dimensions or more where the elements are primitive
  private static Class<? extends @Nullable Object[]> readType(Kryo kryo, Input input) {
    int dimensions = input.readVarInt(true);
    int unnumbered = input.readVarInt(true);
    if (dimensions < 1
        || dimensions > ArrayClasses.MOST_DIMENSIONS
        || unnumbered > UNNUMBERED.size()
        || unnumbered < NUMBERED) {
      throw new KryoException("No array");
    }
    Class<?> type = ArrayClasses.of(readElement(kryo, input, unnumbered), dimensions);
    if (!Object[].class.isAssignableFrom(type)) {
      throw new KryoException("An array of another kind");
    }
    return (Class<? extends @Nullable Object[]>) type;
  }

  private static Class<?> readElement(Kryo kryo, Input input, int unnumbered) {
    if (unnumbered > NUMBERED) {
      return UNNUMBERED.get(unnumbered - 1);
    }
    Registration named = kryo.readClass(input);
    if (named == null || named.getType().isArray() || named.getType() == Void.class) {
      throw new KryoException("An array of nothing");
    }
    // Kryo numbers a wrapper and its primitive type alike; those of primitives are not named here.
    return MethodType.methodType(named.getType()).wrap().returnType();
  }
}
