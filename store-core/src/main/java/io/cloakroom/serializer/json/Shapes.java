package io.cloakroom.serializer.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What declarations say, which the JSON of their values then need not. */
final class Shapes {

  /** What a value declared by an interface is taken for, unless a tag says otherwise. */
  private static final Map<Class<?>, ValueType> USUAL =
      Map.of(
          Collection.class, Containers.LIST,
          List.class, Containers.LIST,
          Set.class, Containers.HASH_SET,
          SortedSet.class, Containers.TREE_SET,
          NavigableSet.class, Containers.TREE_SET,
          Map.class, Containers.MAP,
          SortedMap.class, Containers.TREE_MAP,
          NavigableMap.class, Containers.TREE_MAP);

  private final TypeCatalog types;

  Shapes(TypeCatalog types) {
    this.types = types;
  }

  /**
   * Returns the shape of what is declared so.
   *
   * @return null if the declaration says too little: Object, an interface, a type variable
   */
  @Nullable Shape of(Type declared) {
    if (declared instanceof Class<?> javaClass) {
      return of(javaClass, null, null);
    }
    if (declared instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw) {
      return of(raw, generic.getActualTypeArguments());
    }
    return null;
  }

  private @Nullable Shape of(Class<?> raw, Type[] arguments) {
    if (raw == EnumSet.class || raw == EnumMap.class) {
      return ofEnums(raw, arguments);
    }
    // a class of one's own may use its arguments for anything
    if (!Collection.class.isAssignableFrom(raw)
        && !Map.class.isAssignableFrom(raw)
        && raw != Optional.class) {
      return of(raw, null, null);
    }
    return of(
        raw,
        arguments.length > 0 ? of(arguments[0]) : null,
        arguments.length > 1 ? of(arguments[1]) : null);
  }

  private @Nullable Shape of(Class<?> javaClass, @Nullable Shape first, @Nullable Shape second) {
    ValueType type = USUAL.get(javaClass);
    if (type == null) {
      type = types.declared(javaClass);
    }
    return type == null ? null : new Shape(type, first, second);
  }

  private @Nullable Shape ofEnums(Class<?> raw, Type[] arguments) {
    if (!(arguments[0] instanceof Class<?> enumClass)
        || !(types.declared(enumClass) instanceof EnumType constants)) {
      return null;
    }
    return raw == EnumSet.class
        ? new Shape(types.enumSet(constants), null, null)
        : new Shape(types.enumMap(constants), null, of(arguments[1]));
  }
}
