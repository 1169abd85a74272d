package io.cloakroom.serializer;

import io.cloakroom.serializer.model.KotlinClass;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collections and ranges of Kotlin's library, by their names: a Java application need not have that
 * library on its class path.
 */
public final class KotlinConversions {

  private static final String COLLECTIONS = "kotlin.collections.";
  private static final String RANGES = "kotlin.ranges.";

  private final ClassLoader loader;
  private final List<Conversion<?>> found = new ArrayList<>();

  private KotlinConversions(ClassLoader loader) {
    this.loader = loader;
  }

  /** Returns those whose classes the loader finds: none without Kotlin's library. */
  public static List<Conversion<?>> in(ClassLoader loader) {
    KotlinConversions kotlins = new KotlinConversions(loader);
    if (KotlinClass.load("kotlin.Unit", loader) != null) {
      kotlins.find();
    }
    return kotlins.found;
  }

  private void find() {
    add(
        COLLECTIONS + "ArrayDeque",
        (List<?> deque) -> new ArrayList<>(deque),
        (type, elements) -> type.getConstructor(Collection.class).newInstance(elements));
    add(
        COLLECTIONS + "builders.ListBuilder",
        (List<?> built) -> new ArrayList<>(built),
        (type, elements) -> built("CollectionsKt", "List", List.class, elements));
    add(
        COLLECTIONS + "builders.SetBuilder",
        (Set<?> built) -> new LinkedHashSet<>(built),
        (type, elements) -> built("SetsKt", "Set", Set.class, elements));
    add(
        COLLECTIONS + "builders.MapBuilder",
        (Map<?, ?> built) -> new LinkedHashMap<>(built),
        (type, entries) -> built("MapsKt", "Map", Map.class, entries));
    addRange("IntRange", int.class);
    addRange("LongRange", long.class);
    addRange("CharRange", char.class);
  }

  private void addRange(String name, Class<?> bound) {
    this.<Object, List<?>>add(
        RANGES + name,
        range -> Arrays.asList(call(range, "getFirst"), call(range, "getLast")),
        (type, bounds) ->
            type.getConstructor(bound, bound).newInstance(bounds.get(0), bounds.get(1)));
  }

  /** As the function {@code buildList} and its like make one. */
  private Object built(String file, String kind, Class<?> type, Object content)
      throws ReflectiveOperationException {
    Class<?> functions = Class.forName(COLLECTIONS + file, true, loader);
    Object builder = open(functions.getMethod("create" + kind + "Builder")).invoke(null);
    if (builder instanceof Map<?, ?>) {
      call(builder, "putAll", Map.class, content);
    } else {
      call(builder, "addAll", Collection.class, content);
    }
    return open(functions.getMethod("build", type)).invoke(null, builder);
  }

  /** They are public, but declared in a class that is not. */
  private static Method open(Method method) throws IllegalAccessException {
    if (!method.trySetAccessible()) {
      throw new IllegalAccessException("Kotlin's library is closed to reflection");
    }
    return method;
  }

  private interface Restoring<T, S> {
    Object restore(Class<T> type, S stored) throws ReflectiveOperationException;
  }

  @SuppressWarnings("unchecked") // the class of that name
  private <T, S> void add(String name, Function<T, S> stored, Restoring<T, S> restoring) {
    Class<T> type = (Class<T>) KotlinClass.load(name, loader);
    if (type != null) {
      found.add(
          PlatformConversions.<T, S>of(
              name, type, stored, value -> type.cast(restored(restoring, type, value))));
    }
  }

  private static <T, S> Object restored(Restoring<T, S> restoring, Class<T> type, S stored) {
    try {
      return restoring.restore(type, stored);
    } catch (ReflectiveOperationException e) {
      throw failed(e);
    }
  }

  private static @Nullable Object call(Object target, String getter) {
    try {
      return target.getClass().getMethod(getter).invoke(target);
    } catch (ReflectiveOperationException e) {
      throw failed(e);
    }
  }

  private static void call(Object target, String method, Class<?> parameter, Object argument)
      throws ReflectiveOperationException {
    parameter.getMethod(method, parameter).invoke(target, argument);
  }

  private static IllegalArgumentException failed(ReflectiveOperationException e) {
    Throwable cause =
        e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
    return new IllegalArgumentException("Kotlin's library is not as expected", cause);
  }
}
