package io.cloakroom.serializer.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tags of the values within one container, in its order. As long as they are all the same, or
 * there is none, it only counts.
 */
final class TagCollector {

  private int count;
  private int untagged;
  private @Nullable TypeTag common;
  private @Nullable List<@Nullable TypeTag> different;

  /**
   * @param value the next value within; null takes whatever tag the others have
   */
  void add(@Nullable Object value, @Nullable TypeTag tag) {
    if (different != null) {
      different.add(tag);
    } else if (tag == null) {
      if (value != null) {
        untagged++;
        if (common != null) {
          spread(null);
        }
      }
    } else if (common == null && untagged == 0) {
      common = tag;
    } else if (common == null || !common.equals(tag)) {
      spread(tag);
    }
    count++;
  }

  private void spread(@Nullable TypeTag last) {
    different = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      different.add(common);
    }
    different.add(last);
  }

  /**
   * Returns the container's tag, with the keys of the values that were added, in that order; null
   * if none of them has a tag.
   */
  @Nullable TypeTag tag(ValueType type, Iterator<?> keys) {
    return different == null ? uniform(type) : byKey(type, different, keys);
  }

  private @Nullable TypeTag uniform(ValueType type) {
    return common == null ? null : new TypeTag(type, common, null);
  }

  private static TypeTag byKey(ValueType type, List<@Nullable TypeTag> tags, Iterator<?> keys) {
    Map<String, TypeTag> byKey = new LinkedHashMap<>();
    for (TypeTag tag : tags) {
      String key = String.valueOf(keys.next());
      if (tag != null) {
        byKey.put(key, tag);
      }
    }
    return new TypeTag(type, null, byKey);
  }

  /** Returns the container's tag, with indices for keys. */
  @Nullable TypeTag tag(ValueType type) {
    return different == null
        ? uniform(type)
        : byKey(type, different, IntStream.range(0, count).iterator());
  }
}
