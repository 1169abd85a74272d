package io.cloakroom.serializer;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every type that a serializer restores, by Java class and by its name in the record. There is one
 * type of a name, however it is asked for. What is kept is bounded by the allow-list: a name that
 * leads nowhere leaves nothing behind.
 */
final class TypeCatalog {

  private static final String ARRAY = "[]";
  private static final int MOST_DIMENSIONS = 8;

  private final AllowList allowed;
  private final Shapes shapes = new Shapes(this);
  private final Map<Class<?>, ValueType> byClass;
  private final Map<String, ValueType> byName = new ConcurrentHashMap<>();

  TypeCatalog(AllowList allowed) {
    this.allowed = allowed;
    this.byClass = new ConcurrentHashMap<>(BuiltInTypes.BY_CLASS);
    byClass.values().forEach(type -> byName.put(type.name(), type));
  }

  /**
   * The type of a value.
   *
   * @throws UnstorableValue if it can't be restored, or may not be
   */
  ValueType of(Object value) {
    Class<?> javaClass = value.getClass();
    if (javaClass == LinkedHashMap.class) {
      return Containers.MAP;
    }
    ValueType known = byClass.get(javaClass);
    if (known != null) {
      return known;
    }
    if (value instanceof EnumSet<?> set) {
      return enumSet(enumType(EnumSetType.enumOf(set)));
    }
    if (value instanceof EnumMap<?, ?> map) {
      return enumMap(enumType(EnumMapType.enumOf(map)));
    }
    return of(value instanceof Enum<?> constant ? constant.getDeclaringClass() : javaClass);
  }

  private ValueType of(Class<?> javaClass) {
    ValueType type = byClass.get(javaClass);
    if (type == null) {
      type = javaClass.isArray() ? array(javaClass.getComponentType()) : allowed(javaClass);
      byClass.put(javaClass, type);
    }
    return type;
  }

  private EnumType enumType(Class<?> enumClass) {
    return (EnumType) of(enumClass);
  }

  ValueType enumSet(EnumType constants) {
    return only(new EnumSetType(constants));
  }

  ValueType enumMap(EnumType keys) {
    return only(new EnumMapType(keys));
  }

  private ValueType array(Class<?> component) {
    String general = BuiltInTypes.GENERAL.get(component);
    if (general != null) {
      return only(new ArrayType(general + ARRAY, component, null));
    }
    ValueType element = of(component);
    return only(new ArrayType(element.name() + ARRAY, component, new Shape(element, null, null)));
  }

  private ValueType allowed(Class<?> javaClass) {
    ValueType type;
    try {
      type = made(javaClass);
    } catch (UnfitClassException e) {
      throw new UnstorableValue(
          "a %s, which JSON can't restore because %s: store its parts"
              .formatted(javaClass.getTypeName(), e.reason()));
    }
    if (!allowed.holds(javaClass)) {
      throw new UnstorableValue(
          "a %s, which JSON may not restore: add .allow(%s.class) to the JsonSessionSerializer"
              .formatted(javaClass.getName(), AllowList.sourceName(javaClass)));
    }
    return only(type);
  }

  private ValueType made(Class<?> javaClass) throws UnfitClassException {
    return javaClass.isEnum() ? new EnumType(javaClass) : ObjectTypes.of(javaClass, shapes::of);
  }

  private ValueType only(ValueType type) {
    ValueType earlier = byName.putIfAbsent(type.name(), type);
    return earlier == null ? type : earlier;
  }

  /**
   * The type of what is declared to be of a class.
   *
   * @return null if values of exactly this class can't be restored, or may not be
   */
  @Nullable ValueType declared(Class<?> javaClass) {
    try {
      return of(javaClass);
    } catch (UnstorableValue e) {
      return null;
    }
  }

  /**
   * The type that a record names.
   *
   * @return null if there is none, or none that may be restored
   */
  @Nullable ValueType named(String name) {
    ValueType known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (name.endsWith(ARRAY)) {
      return arrayNamed(name);
    }
    if (EnumSetType.isNameOf(name)) {
      return named(EnumSetType.enumIn(name)) instanceof EnumType type ? enumSet(type) : null;
    }
    if (EnumMapType.isNameOf(name)) {
      return named(EnumMapType.enumIn(name)) instanceof EnumType type ? enumMap(type) : null;
    }
    Class<?> javaClass = allowed.named(name);
    return javaClass == null ? null : declared(javaClass);
  }

  private @Nullable ValueType arrayNamed(String name) {
    String component = name;
    int dimensions = 0;
    while (component.endsWith(ARRAY) && dimensions <= MOST_DIMENSIONS) {
      component = component.substring(0, component.length() - ARRAY.length());
      dimensions++;
    }
    Class<?> javaClass = BuiltInTypes.COMPONENTS.get(component);
    if (javaClass == null) {
      javaClass = allowed.named(component);
    }
    if (javaClass == null || dimensions > MOST_DIMENSIONS) {
      return null;
    }
    for (int i = 0; i < dimensions; i++) {
      javaClass = javaClass.arrayType();
    }
    return declared(javaClass);
  }
}
