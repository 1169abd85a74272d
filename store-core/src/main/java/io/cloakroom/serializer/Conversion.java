package io.cloakroom.serializer;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type whose objects are stored as values of another, which is stored already.
 *
 * @param name what it is called in records
 * @param type the class whose objects are converted
 * @param subclasses whether those of its subclasses are converted, too
 * @param stored makes the value that is stored
 * @param restored makes the object again; throws any unchecked exception if the value does not fit
 */
public record Conversion<T>(
    String name,
    Class<T> type,
    boolean subclasses,
    Function<T, Object> stored,
    Function<Object, T> restored) {

  /** Returns a user's own conversion, for a class and those below it. */
  public static <T, S> Conversion<T> byUser(
      Class<T> type,
      Function<? super T, ? extends S> stored,
      Function<? super S, ? extends T> restored) {
    return of(type.getName(), type, true, stored, restored);
  }

  /** Returns a conversion that is built in, for exactly one class. */
  static <T, S> Conversion<T> of(
      String name, Class<T> type, Function<T, S> stored, Function<S, T> restored) {
    return of(name, type, false, stored, restored);
  }

  @SuppressWarnings("unchecked") // what was stored is what is restored, or is a misfit
  private static <T, S> Conversion<T> of(
      String name,
      Class<T> type,
      boolean subclasses,
      Function<? super T, ? extends S> stored,
      Function<? super S, ? extends T> restored) {
    return new Conversion<>(
        name, type, subclasses, stored::apply, value -> restored.apply((S) value));
  }

  /** Returns whether objects of a class are converted so. */
  public boolean isOf(Class<?> javaClass) {
    return subclasses ? type.isAssignableFrom(javaClass) : type == javaClass;
  }

  /**
   * Returns the conversion of a class's objects: of several, the one of the class that is nearest
   * above, in whatever order they were added. Null if there is none.
   */
  public static @Nullable Conversion<?> nearest(
      Iterable<? extends Conversion<?>> conversions, Class<?> javaClass) {
    @Nullable Conversion<?> nearest = null;
    for (Conversion<?> conversion : conversions) {
      if (conversion.isOf(javaClass)
          && (nearest == null || nearest.type.isAssignableFrom(conversion.type))) {
        nearest = conversion;
      }
    }
    return nearest;
  }

  /**
   * Makes the value that is stored.
   *
   * @throws UnstorableValueException if the object can't be converted
   */
  @SuppressWarnings("unchecked") // an object of the type, or a view that is stored like one
  public Object store(Object object) {
    @Nullable Object value;
    try {
      value = stored.apply((T) object);
    } catch (UnstorableValueException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UnstorableValueException(
          "a %s, whose conversion throws %s: fix the conversion"
              .formatted(object.getClass().getTypeName(), e.getClass().getName()));
    }
    if (value == null) {
      throw new UnstorableValueException(
          "a %s, whose conversion returns null: let it return a value"
              .formatted(object.getClass().getTypeName()));
    }
    return value;
  }
}
