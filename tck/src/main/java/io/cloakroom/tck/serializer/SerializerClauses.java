package io.cloakroom.tck.serializer;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some of the clauses about a serializer. */
interface SerializerClauses {

  /** The one that they are about. */
  SessionSerializer serializer();

  /** What it has to bring back. */
  List<Object> values();

  /** A record with one attribute. */
  static SessionRecord recordOf(String name, @Nullable Object value) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put(name, value);
    return new SessionRecord(SessionCookie.PLAIN, attributes);
  }

  /** An attribute as it is after a round trip. */
  default @Nullable Object roundTrip(@Nullable Object value) {
    byte[] bytes = serializer().serialize(recordOf("attribute", value));
    return serializer().deserialize(bytes).attributes().get("attribute");
  }
}
