package io.cloakroom.serializer.model;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class that has one object, which is restored as itself: a Kotlin {@code object}, or in Java a
 * class without fields that has {@code readResolve} and keeps its object in a constant. What a
 * Kotlin object holds is not stored.
 *
 * @param constant the static field that holds the object
 */
public record SingletonModel(Class<?> javaClass, Field constant) implements ClassModel {

  /** Returns the model of a Kotlin object; null if the class is none. */
  static @Nullable SingletonModel ofKotlin(Class<?> javaClass) throws UnfitClassException {
    return KotlinClass.is(javaClass) ? of(javaClass, "INSTANCE") : null;
  }

  /** Returns the model of a Java class with one object; null if the class is none. */
  static @Nullable SingletonModel ofJava(Class<?> javaClass, Fields fields)
      throws UnfitClassException {
    return fields.stored().isEmpty()
            && fields.leftOut().isEmpty()
            && HiddenState.has(javaClass, "readResolve")
        ? of(javaClass, null)
        : null;
  }

  private static @Nullable SingletonModel of(Class<?> javaClass, @Nullable String name)
      throws UnfitClassException {
    List<Field> constants =
        Arrays.stream(javaClass.getDeclaredFields())
            .filter(field -> field.getType() == javaClass && isConstant(field))
            .filter(field -> name == null || field.getName().equals(name))
            .toList();
    return constants.size() == 1
        ? new SingletonModel(javaClass, Reflection.open(constants.get(0)))
        : null;
  }

  private static boolean isConstant(Field field) {
    return Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
  }

  /**
   * Returns the one object. Initializes its class.
   *
   * @throws ReflectiveOperationException if its initializer fails
   */
  public Object instance() throws ReflectiveOperationException {
    try {
      return constant.get(null);
    } catch (LinkageError e) {
      throw new ReflectiveOperationException("The object's initializer failed", e);
    }
  }
}
