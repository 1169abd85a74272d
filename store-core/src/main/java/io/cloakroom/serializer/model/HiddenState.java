package io.cloakroom.serializer.model;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Classes that keep state where their fields don't show it: they say so by the methods that Java's
 * own serialization would call, or by having nothing but transient fields. By their fields they
 * would come back as less than they were.
 */
final class HiddenState {

  private static final String CONVERT = ": store what it holds, or register a .convert(…) for it";

  private HiddenState() {}

  static void refuse(Class<?> javaClass, Fields fields) throws UnfitClassException {
    if (KotlinClass.isBuiltIn(javaClass)) {
      return;
    }
    if (Externalizable.class.isAssignableFrom(javaClass)) {
      throw new UnfitClassException(
          "is Externalizable, so its fields do not hold its whole state" + CONVERT);
    }
    for (Class<?> each = javaClass; each != null; each = each.getSuperclass()) {
      refuse(each, "writeReplace");
      refuse(each, "readResolve");
      if (!fields.leftOut().isEmpty()) {
        refuse(each, "writeObject", ObjectOutputStream.class);
        refuse(each, "readObject", ObjectInputStream.class);
      }
    }
    if (fields.stored().isEmpty() && !fields.leftOut().isEmpty()) {
      String names =
          fields.leftOut().stream().map(field -> field.getName()).collect(Collectors.joining(", "));
      throw new UnfitClassException(
          "has only fields that are left out (%s), so that it would come back empty%s"
              .formatted(names, CONVERT));
    }
  }

  private static void refuse(Class<?> owner, String name, Class<?>... parameters)
      throws UnfitClassException {
    if (has(owner, name, parameters)) {
      throw new UnfitClassException(
          "has a method %s, so its fields do not hold its whole state%s".formatted(name, CONVERT));
    }
  }

  /** Returns whether a class declares a method, whatever its visibility. */
  static boolean has(Class<?> owner, String name, Class<?>... parameters) {
    return Arrays.stream(owner.getDeclaredMethods())
        .anyMatch(
            method ->
                method.getName().equals(name)
                    && Arrays.equals(method.getParameterTypes(), parameters));
  }
}
