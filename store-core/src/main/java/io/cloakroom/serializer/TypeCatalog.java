package io.cloakroom.serializer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every type that this serializer restores, by Java class and by its name in the record. */
final class TypeCatalog {

  private final Map<Class<?>, ValueType> byClass = new ConcurrentHashMap<>();
  private final Map<String, ValueType> byName = new ConcurrentHashMap<>();

  TypeCatalog() {
    Map<Class<?>, ValueType> builtIn = new HashMap<>(Containers.all());
    Stream.of(NumberTypes.all(), TextTypes.all(), TimeTypes.all())
        .flatMap(types -> types.stream())
        .forEach(type -> builtIn.put(type.javaType(), type));
    byClass.putAll(builtIn);
    builtIn.values().forEach(type -> byName.put(type.name(), type));
  }

  /**
   * The type of a value.
   *
   * @throws UnstorableValue if values of this class can't be restored, or may not be
   */
  ValueType of(Class<?> javaClass) {
    ValueType type = byClass.get(javaClass);
    if (type == null) {
      throw new UnstorableValue("a " + javaClass.getTypeName() + ", which JSON may not restore");
    }
    return type;
  }

  /**
   * The type that a record names.
   *
   * @return null if there is none, or none that may be restored
   */
  @Nullable ValueType named(String name) {
    return byName.get(name);
  }
}
