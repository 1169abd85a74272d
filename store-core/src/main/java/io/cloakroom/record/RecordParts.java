package io.cloakroom.record;

import java.util.Collections;
import java.util.Map;

/**
 * A record in its parts: the facts of its cookie, and each attribute as it is stored.
 *
 * @param cookie the facts of the cookie
 * @param attributes the stored values by attribute, in the order of the record. The map that was
 *     given is not to be changed afterwards; this one can't be
 */
public record RecordParts(SessionCookie cookie, Map<String, StoredValue> attributes) {

  /** Copies nothing: a record is taken apart and joined for every request. */
  public RecordParts {
    attributes = Collections.unmodifiableMap(attributes);
  }
}
