package io.cloakroom.serializer;

import java.util.LinkedHashMap;

/** Tells a LinkedHashMap in access order, which would come back in insertion order. */
public final class AccessOrder {

  private AccessOrder() {}

  /**
   * Refuses it. A map does not say in which order it is, and asking it for a value would change
   * that order; so an empty copy of it is asked.
   *
   * @throws UnstorableValueException if the map is in access order
   */
  @SuppressWarnings({"unchecked", "NonApiType"}) // no other map has such an order
  public static void refuse(LinkedHashMap<?, ?> map) {
    LinkedHashMap<Object, Object> copy = (LinkedHashMap<Object, Object>) map.clone();
    copy.clear();
    copy.put(1, 1);
    copy.put(2, 2);
    copy.get(1);
    if (copy.keySet().iterator().next().equals(2)) {
      throw new UnstorableValueException(
          "a LinkedHashMap in access order, which would come back in insertion order: store a copy,"
              + " new LinkedHashMap<>(…)");
    }
  }
}
