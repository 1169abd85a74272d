package io.cloakroom.serializer.model;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Both serializers, for what they have in common. */
public enum Format {
  JSON {
    @Override
    public SessionSerializer allowing(Class<?>... classes) {
      return JsonSessionSerializer.builder().allow(classes).build();
    }
  },
  KRYO {
    @Override
    public SessionSerializer allowing(Class<?>... classes) {
      return KryoSessionSerializer.builder().allow(classes).build();
    }
  };

  /** The serializer with these classes allowed. */
  public abstract SessionSerializer allowing(Class<?>... classes);

  /** A value as it comes back. */
  public @Nullable Object roundTrip(Object value, Class<?>... classes) {
    SessionSerializer serializer = allowing(classes);
    return attribute(serializer, bytes(serializer, value));
  }

  /** A record that holds the value. */
  public static byte[] bytes(SessionSerializer serializer, Object value) {
    return serializer.serialize(
        new SessionRecord(SessionCookie.PLAIN, Collections.singletonMap("a", value)));
  }

  /** What such a record holds. */
  public static @Nullable Object attribute(SessionSerializer serializer, byte[] bytes) {
    return serializer.deserialize(bytes).attributes().get("a");
  }
}
