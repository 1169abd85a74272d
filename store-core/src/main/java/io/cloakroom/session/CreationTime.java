package io.cloakroom.session;

import io.cloakroom.serializer.SessionRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a session began, as its record says it: in an attribute that the session does not show.
 * Every serializer keeps attributes, one of a user's own too, and Express carries them along.
 */
final class CreationTime {

  /** The attribute. Its value is an instant as ISO 8601 writes it, which all of them can hold. */
  static final String NAME = "__cloakroom_created";

  private CreationTime() {}

  /** The time in a record; null where it holds none. */
  static @Nullable Instant in(SessionRecord content) {
    if (content.attributes().get(NAME) instanceof String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        return null;
      }
    }
    return null;
  }

  /** The attributes that a session shows. */
  static Map<String, @Nullable Object> shown(SessionRecord content) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(content.attributes());
    attributes.remove(NAME);
    return attributes;
  }

  /** The attributes that a record holds: the time comes first, where Express leaves it. */
  static Map<String, @Nullable Object> stored(
      @Nullable Instant time, Map<String, @Nullable Object> attributes) {
    if (time == null) {
      return attributes;
    }
    Map<String, @Nullable Object> stored = new LinkedHashMap<>();
    stored.put(NAME, time.toString());
    stored.putAll(attributes);
    return stored;
  }
}
