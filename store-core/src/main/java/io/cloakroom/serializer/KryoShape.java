package io.cloakroom.serializer;

import com.esotericsoftware.kryo.KryoException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a bean or record, and how one is made. */
final class KryoShape {

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final Map<String, Field> byName = new LinkedHashMap<>();
  private final Field[] fields;
  private final @Nullable Object[] defaults;

  /**
   * Finds them.
   *
   * @throws IllegalArgumentException if objects of the class could not be restored, with the remedy
   */
  KryoShape(Class<?> type) {
    this.type = type;
    this.constructor = type.isRecord() ? canonicalConstructor() : noArgumentConstructor();
    open(constructor);
    for (Class<?> owner = type; owner != Object.class; owner = owner.getSuperclass()) {
      if (KryoAllowList.isOfThePlatform(owner) && owner != Record.class) {
        throw refused("extends " + owner.getName() + ", whose state Kryo can't reach");
      }
      addFields(owner);
    }
    fields = type.isRecord() ? componentFields() : byName.values().toArray(Field[]::new);
    defaults = Arrays.stream(fields).map(field -> defaultOf(field.getType())).toArray();
  }

  boolean isRecord() {
    return type.isRecord();
  }

  /** In the order in which they are written; a record's are in that of its components. */
  Field[] fields() {
    return fields;
  }

  /** The place of a field, or -1 if there is none of the name. */
  int indexOf(String name) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].getName().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** What the components of a record are where nothing is said: null, zero or false. */
  @Nullable Object[] defaults() {
    return defaults.clone();
  }

  Object newBean() {
    return make();
  }

  Object newRecord(@Nullable Object[] components) {
    return make(components);
  }

  static @Nullable Object get(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("A field that was opened is closed", e);
    }
  }

  static void set(Field field, Object object, @Nullable Object value) {
    try {
      field.set(object, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("A field that was opened is closed", e);
    }
  }

  private Object make(@Nullable Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new KryoException("A constructor that threw", e);
    }
  }

  private Constructor<?> canonicalConstructor() {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("A record without its canonical constructor", e);
    }
  }

  private Field[] componentFields() {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> Objects.requireNonNull(byName.get(component.getName())))
        .toArray(Field[]::new);
  }

  private Constructor<?> noArgumentConstructor() {
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw refused("is abstract: allow the classes that its values have");
    }
    try {
      return type.getDeclaredConstructor();
    } catch (NoSuchMethodException e) {
      throw refused(
          "has no constructor without parameters: add one, which may be private, or make it a"
              + " record");
    }
  }

  private void addFields(Class<?> owner) {
    for (Field field : owner.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) != 0) {
        continue;
      }
      open(field);
      if (byName.put(field.getName(), field) != null) {
        throw refused("has two fields " + field.getName() + ", one inherited: rename one");
      }
    }
  }

  private void open(AccessibleObject member) {
    try {
      member.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      throw refused(
          "is closed to reflection: open its package to io.cloakroom.core in its module-info");
    }
  }

  private IllegalArgumentException refused(String problem) {
    return new IllegalArgumentException(
        "KryoSessionSerializer can't allow " + type.getName() + ", which " + problem);
  }

  private static @Nullable Object defaultOf(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }
}
