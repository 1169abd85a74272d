package io.cloakroom.serializer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The element types of arrays, beyond the classes that values have. */
public final class ArrayClasses {

  /** More than anybody uses, and few enough that Java has a class for each array in a record. */
  public static final int MOST_DIMENSIONS = 8;

  /** Types whose elements may be of any class beneath, with their names in records. */
  public static final Map<Class<?>, String> GENERAL =
      Map.of(
          Object.class, "object",
          Number.class, "any-number",
          CharSequence.class, "any-text",
          Comparable.class, "any-comparable",
          Collection.class, "any-collection",
          List.class, "any-list",
          Set.class, "any-set",
          Map.class, "any-map");

  private ArrayClasses() {}

  /** Returns what is in the innermost array. */
  public static Class<?> elementOf(Class<?> array) {
    Class<?> element = array;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element;
  }

  /** Returns how many arrays are nested in each other. */
  public static int dimensionsOf(Class<?> array) {
    int dimensions = 0;
    for (Class<?> each = array; each.isArray(); each = each.getComponentType()) {
      dimensions++;
    }
    return dimensions;
  }

  /** Returns the array class of so many dimensions. */
  public static Class<?> of(Class<?> element, int dimensions) {
    Class<?> array = element;
    for (int i = 0; i < dimensions; i++) {
      array = array.arrayType();
    }
    return array;
  }

  /**
   * Refuses an array that no record could name.
   *
   * @throws UnstorableValueException if it has more dimensions than {@link #MOST_DIMENSIONS}
   */
  public static void requireFewDimensions(Class<?> array) {
    if (dimensionsOf(array) > MOST_DIMENSIONS) {
      throw new UnstorableValueException(
          "an array of more than " + MOST_DIMENSIONS + " dimensions: store nested lists");
    }
  }
}
