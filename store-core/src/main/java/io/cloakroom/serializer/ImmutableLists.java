package io.cloakroom.serializer;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JDK's immutable lists, several of which share a class. */
public final class ImmutableLists {

  private ImmutableLists() {}

  /**
   * Returns a list of the class that {@code List.of} has with no or more than two elements. {@code
   * Stream.toList} returns the same class, which alone may hold nulls, and any number of elements.
   */
  public static List<@Nullable Object> ofMany(List<@Nullable Object> elements) {
    boolean isCopy =
        (elements.isEmpty() || elements.size() > 2) && elements.stream().allMatch(Objects::nonNull);
    return isCopy ? List.copyOf(elements) : elements.stream().toList();
  }
}
