package io.cloakroom.serializer;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The user's classes and the numbers that stand for them in records. The number of a class follows
 * from its name alone, or is given; so that it stays when other classes are added before or after.
 */
final class KryoAllowList {

  /** Below this are the numbers of the JDK's classes, which take a single byte. */
  static final int FIRST_GIVEN = 128;

  static final int MAXIMUM_GIVEN = 9_999;

  // With Kryo's own two added, the largest is still written in four bytes.
  private static final int FIRST_DERIVED = 1 << 20;
  private static final int DERIVED_BITS = 27;

  private final Map<Class<?>, Integer> ids = new LinkedHashMap<>();
  private final Map<Integer, Class<?>> types = new LinkedHashMap<>();
  private final Map<Class<?>, KryoShape> shapes = new LinkedHashMap<>();

  static boolean isOfThePlatform(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  void add(Class<?> type) {
    addUnder(type, derivedId(type));
  }

  void add(Class<?> type, int givenId) {
    if (givenId < 0 || givenId > MAXIMUM_GIVEN) {
      throw new IllegalArgumentException(
          "The id of a class must be 0 to " + MAXIMUM_GIVEN + ", but is " + givenId);
    }
    addUnder(type, FIRST_GIVEN + givenId);
  }

  KryoAllowList copy() {
    KryoAllowList copy = new KryoAllowList();
    copy.ids.putAll(ids);
    copy.types.putAll(types);
    copy.shapes.putAll(shapes);
    return copy;
  }

  /** The classes in the order in which they were added, each with its number. */
  Map<Class<?>, Integer> ids() {
    return ids;
  }

  /** The shapes of those that are neither enums nor arrays. */
  Map<Class<?>, KryoShape> shapes() {
    return shapes;
  }

  private void addUnder(Class<?> type, int id) {
    if (KryoPlatformTypes.has(type) || Integer.valueOf(id).equals(ids.get(type))) {
      return;
    }
    if (!type.isArray() && !type.isEnum()) {
      shapes.putIfAbsent(type, new KryoShape(type));
    }
    put(type, id);
    if (!type.isArray()) {
      put(type.arrayType(), derivedId(type.arrayType()));
    }
  }

  private void put(Class<?> type, int id) {
    Class<?> other = types.putIfAbsent(id, type);
    if (other != null && other != type) {
      throw new IllegalArgumentException(
          type.getName()
              + " and "
              + other.getName()
              + " have the same id in Kryo's records: give one of them another,"
              + " by .allow(class, id)");
    }
    if (ids.putIfAbsent(type, id) != null && ids.get(type) != id) {
      throw new IllegalArgumentException(type.getName() + " is allowed under two ids: choose one");
    }
  }

  private static int derivedId(Class<?> type) {
    CRC32 checksum = new CRC32();
    checksum.update(type.getName().getBytes(StandardCharsets.UTF_8));
    return FIRST_DERIVED + (int) (checksum.getValue() >>> (Integer.SIZE - DERIVED_BITS));
  }
}
