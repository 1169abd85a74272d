package io.cloakroom.serializer.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the side table says of one value: its type, and what JSON can't say of the values within it.
 *
 * @param each the tag of every value within, where all have the same; else null
 * @param byKey the tags of those values within that have one, by index, member name or field name;
 *     null where none has, or {@code each} says it
 */
record TypeTag(ValueType type, @Nullable TypeTag each, @Nullable Map<String, TypeTag> byKey) {

  @Nullable TypeTag of(String key) {
    return byKey == null ? each : byKey.get(key);
  }

  @Nullable TypeTag of(int index) {
    return byKey == null ? each : byKey.get(Integer.toString(index));
  }
}
