package io.cloakroom.serializer;

import io.cloakroom.session.SessionCookie;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a session is stored.
 *
 * @param cookie the facts of its cookie
 * @param attributes its attributes in the order in which they were first set; values may be null.
 *     The map can't be changed, the values in it perhaps can
 */
public record SessionRecord(SessionCookie cookie, Map<String, @Nullable Object> attributes) {

  public SessionRecord {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
