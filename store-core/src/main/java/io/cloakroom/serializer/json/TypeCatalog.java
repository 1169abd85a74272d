package io.cloakroom.serializer.json;

import io.cloakroom.serializer.AccessOrder;
import io.cloakroom.serializer.AllowRules;
import io.cloakroom.serializer.ArrayClasses;
import io.cloakroom.serializer.Conversion;
import io.cloakroom.serializer.EnumClass;
import io.cloakroom.serializer.PlainCopies;
import io.cloakroom.serializer.UnstorableValueException;
import io.cloakroom.serializer.model.ClassModel;
import io.cloakroom.serializer.model.EnumModel;
import io.cloakroom.serializer.model.ObjectModel;
import io.cloakroom.serializer.model.SingletonModel;
import io.cloakroom.serializer.model.UnfitClassException;
import java.lang.reflect.Modifier;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every type that a serializer restores, by Java class and by its name in the record. Each name has
 * one type, however it is asked for. Memory is bounded by the allow-list: an unknown name is not
 * remembered.
 */
final class TypeCatalog {

  private static final String ARRAY = "[]";

  private final AllowList allowed;
  private final Shapes shapes = new Shapes(this);
  private final Map<Class<?>, ValueType> byClass;
  private final Map<String, ValueType> byName = new ConcurrentHashMap<>();

  TypeCatalog(AllowList allowed) {
    this.allowed = allowed;
    this.byClass = new ConcurrentHashMap<>(BuiltInTypes.BY_CLASS);
    for (Conversion<?> conversion : allowed.conversions()) {
      byClass.put(conversion.type(), new ConvertedType(conversion));
    }
    byClass.values().forEach(type -> byName.put(type.name(), type));
  }

  /**
   * Returns the type of a value.
   *
   * @throws UnstorableValueException if it can't be restored, or may not be
   */
  ValueType of(Object value) {
    Class<?> javaClass = value.getClass();
    if (javaClass == LinkedHashMap.class) {
      AccessOrder.refuse((LinkedHashMap<?, ?>) value);
      return Containers.MAP;
    }
    ValueType known = byClass.get(javaClass);
    if (known != null) {
      return known;
    }
    if (value instanceof EnumSet<?> set) {
      return enumSet(enumType(EnumClass.of(set)));
    }
    if (value instanceof EnumMap<?, ?> map) {
      return enumMap(enumType(EnumClass.of(map)));
    }
    return of(value instanceof Enum<?> constant ? constant.getDeclaringClass() : javaClass);
  }

  private ValueType of(Class<?> javaClass) {
    ValueType type = byClass.get(javaClass);
    if (type == null) {
      type = javaClass.isArray() ? array(javaClass) : allowed(javaClass);
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

  private ValueType array(Class<?> array) {
    ArrayClasses.requireFewDimensions(array);
    Class<?> component = array.getComponentType();
    String general = ArrayClasses.GENERAL.get(component);
    if (general != null) {
      return only(new ArrayType(general + ARRAY, component, null));
    }
    if (!component.isArray()
        && Modifier.isAbstract(component.getModifiers())
        && declared(component) == null) {
      throw new UnstorableValueException(AllowRules.refusalOfArray(component));
    }
    ValueType element = of(component);
    return only(new ArrayType(element.name() + ARRAY, component, new Shape(element, null, null)));
  }

  private ValueType allowed(Class<?> javaClass) {
    Conversion<?> conversion = Conversion.nearest(allowed.conversions(), javaClass);
    if (conversion != null) {
      return Objects.requireNonNull(byName.get(conversion.name()));
    }
    Class<?> plain = PlainCopies.of(javaClass);
    if (plain != null) {
      return of(plain);
    }
    if (!allowed.holds(javaClass)) {
      throw new UnstorableValueException(allowed.refusalOf(javaClass));
    }
    try {
      return only(typeOf(ClassModel.of(javaClass)));
    } catch (UnfitClassException e) {
      throw new UnstorableValueException("a " + javaClass.getTypeName() + ", which " + e.reason());
    }
  }

  private ValueType typeOf(ClassModel model) {
    // JDK 17 knows no switch over them
    if (model instanceof EnumModel constants) {
      return new EnumType(constants.javaClass());
    }
    return model instanceof SingletonModel single
        ? new SingletonType(single)
        : new ObjectType((ObjectModel) model, shapes::of);
  }

  private ValueType only(ValueType type) {
    ValueType earlier = byName.putIfAbsent(type.name(), type);
    return earlier == null ? type : earlier;
  }

  /**
   * Returns the type of what is declared to be of a class.
   *
   * @return null if values of exactly this class can't be restored, or may not be
   */
  @Nullable ValueType declared(Class<?> javaClass) {
    try {
      return of(javaClass);
    } catch (UnstorableValueException e) {
      return null;
    }
  }

  /**
   * Returns the type that a record names.
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
    EnumType ofSet = enumNamed(EnumContainerType.enumIn(name, EnumSetType.PREFIX));
    if (ofSet != null) {
      return enumSet(ofSet);
    }
    EnumType ofMap = enumNamed(EnumContainerType.enumIn(name, EnumMapType.PREFIX));
    if (ofMap != null) {
      return enumMap(ofMap);
    }
    Class<?> javaClass = allowed.named(name);
    return javaClass == null ? null : declared(javaClass);
  }

  /** Does not use {@link #named}, because such names must not be nested in each other. */
  private @Nullable EnumType enumNamed(@Nullable String name) {
    if (name == null) {
      return null;
    }
    ValueType type = byName.get(name);
    if (type == null) {
      Class<?> javaClass = allowed.named(name);
      type = javaClass == null ? null : declared(javaClass);
    }
    return type instanceof EnumType constants ? constants : null;
  }

  private @Nullable ValueType arrayNamed(String name) {
    String component = name;
    int dimensions = 0;
    while (component.endsWith(ARRAY) && dimensions <= ArrayClasses.MOST_DIMENSIONS) {
      component = component.substring(0, component.length() - ARRAY.length());
      dimensions++;
    }
    Class<?> javaClass = BuiltInTypes.COMPONENTS.get(component);
    if (javaClass == null) {
      javaClass = allowed.named(component);
    }
    if (javaClass == null || dimensions > ArrayClasses.MOST_DIMENSIONS) {
      return null;
    }
    return declared(ArrayClasses.of(javaClass, dimensions));
  }
}
