package io.cloakroom.serializer.model;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import org.jspecify.annotations.Nullable;

/** Access to members of users' classes, whatever their visibility. */
final class Reflection {

  private Reflection() {}

  static <T extends AccessibleObject & Member> T open(T member) throws UnfitClassException {
    if (!member.trySetAccessible()) {
      Class<?> owner = member.getDeclaringClass();
      throw new UnfitClassException(
          "is closed to reflection: add `opens %s to io.cloakroom.core;` to the module-info of %s"
              .formatted(owner.getPackageName(), owner.getModule().getName()));
    }
    return member;
  }

  static @Nullable Constructor<?> constructor(Class<?> owner, Class<?>... parameters)
      throws UnfitClassException {
    try {
      return open(owner.getDeclaredConstructor(parameters));
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** Null, zero or false: what Java leaves a field at. */
  static @Nullable Object defaultOf(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }
}
