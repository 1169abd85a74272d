package io.cloakroom.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is stored of a session: all that a {@link SessionSerializer} turns into bytes. The id
 * is not part of it, because the key in Redis holds that.
 *
 * @param cookie how long the session lives, and with which attributes its cookie was issued
 * @param attributes its attributes in the order in which they were first set; values may be null.
 *     Names that begin with {@code __cloakroom_} are facts that the store keeps, such as the time
 *     of creation; their values are text. The map can't be changed, but values in it may be mutable
 */
public record SessionRecord(SessionCookie cookie, Map<String, @Nullable Object> attributes) {

  /** Copies the attributes. */
  public SessionRecord {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Returns the cookie's facts and the names of the attributes, no values. */
  @Override
  public String toString() {
    return "SessionRecord[" + cookie + ", attributes " + attributes.keySet() + "]";
  }
}
