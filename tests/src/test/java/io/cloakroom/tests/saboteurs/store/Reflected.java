package io.cloakroom.tests.saboteurs.store;

import java.lang.reflect.Field;

/**
 * Fields of a store's parts that nobody can reach from outside, for what has to be broken there.
 */
final class Reflected {

  private Reflected() {}

  static boolean has(Object owner, String field) {
    return get(owner, field) != null;
  }

  static Object get(Object owner, String field) {
    try {
      return field(owner, field).get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static void set(Object owner, String field, Object value) {
    try {
      field(owner, field).set(owner, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field field(Object owner, String name) {
    try {
      Field field = owner.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
