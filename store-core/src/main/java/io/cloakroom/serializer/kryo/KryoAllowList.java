package io.cloakroom.serializer.kryo;

import io.cloakroom.serializer.AllowRules;
import io.cloakroom.serializer.Conversion;
import io.cloakroom.serializer.KotlinConversions;
import io.cloakroom.serializer.PlatformConversions;
import io.cloakroom.serializer.PlatformEnums;
import io.cloakroom.serializer.model.ClassModel;
import io.cloakroom.serializer.model.KotlinClass;
import io.cloakroom.serializer.model.UnfitClassException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The user's classes and the numbers that stand for them in records. The number of a class follows
 * from its name alone, or is given, so that it is the same whatever other classes are added.
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
  private final Map<Class<?>, ClassModel> models = new LinkedHashMap<>();
  private final List<Conversion<?>> conversions = new ArrayList<>();

  void add(Class<?> type) {
    if (!KryoPlatformTypes.has(type)) {
      AllowRules.allowedWith(type).forEach(each -> addUnder(each, derivedId(each)));
    }
  }

  void add(Class<?> type, int givenId) {
    if (givenId < 0 || givenId > MAXIMUM_GIVEN) {
      throw new IllegalArgumentException(
          "The id of a class must be 0 to " + MAXIMUM_GIVEN + ", but is " + givenId);
    }
    addUnder(type, FIRST_GIVEN + givenId);
  }

  /** Adds a type that is stored as another. Those that are added earlier are asked first. */
  void add(Conversion<?> conversion) {
    if (!KryoPlatformTypes.has(conversion.type()) && !ids.containsKey(conversion.type())) {
      put(conversion.type(), derivedId(conversion.name()));
      conversions.add(conversion);
    }
  }

  /** Adds what is always allowed: the JDK's, and Kotlin's if its library is there. */
  void addBuiltIn(ClassLoader loader) {
    KotlinConversions.in(loader).forEach(this::add);
    PlatformConversions.all().forEach(this::add);
    for (Class<?> type : PlatformEnums.BY_NAME.values()) {
      if (!ids.containsKey(type)) {
        addUnder(type, derivedId(type));
      }
    }
    for (String name : KotlinClass.BUILT_IN) {
      Class<?> type = KotlinClass.load(name, loader);
      if (type != null && !ids.containsKey(type)) {
        addUnder(type, derivedId(type));
      }
    }
  }

  KryoAllowList copy() {
    KryoAllowList copy = new KryoAllowList();
    copy.ids.putAll(ids);
    copy.types.putAll(types);
    copy.models.putAll(models);
    copy.conversions.addAll(conversions);
    return copy;
  }

  /** Returns the classes in the order in which they were added, each with its number. */
  Map<Class<?>, Integer> ids() {
    return ids;
  }

  /** Returns the types that are stored as others. */
  List<Conversion<?>> conversions() {
    return conversions;
  }

  /** Returns how objects of a class are stored as something else; null if they are not. */
  @Nullable Conversion<?> conversionOf(Class<?> type) {
    return Conversion.nearest(conversions, type);
  }

  /** Returns the models of those that are not arrays. */
  Map<Class<?>, ClassModel> models() {
    return models;
  }

  private void addUnder(Class<?> type, int id) {
    if (KryoPlatformTypes.has(type) || Integer.valueOf(id).equals(ids.get(type))) {
      return;
    }
    models.putIfAbsent(type, modelOf(type));
    put(type, id);
    put(type.arrayType(), derivedId(type.arrayType()));
  }

  private static ClassModel modelOf(Class<?> type) {
    try {
      return ClassModel.of(type);
    } catch (UnfitClassException e) {
      throw new IllegalArgumentException(
          "Can't allow " + type.getTypeName() + ", which " + e.reason());
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
    return derivedId(type.getName());
  }

  private static int derivedId(String name) {
    CRC32 checksum = new CRC32();
    checksum.update(name.getBytes(StandardCharsets.UTF_8));
    return FIRST_DERIVED + (int) (checksum.getValue() >>> (Integer.SIZE - DERIVED_BITS));
  }
}
