package io.cloakroom.tck;

import io.cloakroom.serializer.JsonSessionSerializer;
import io.cloakroom.serializer.SessionRecord;
import io.cloakroom.serializer.SessionSerializer;
import java.util.concurrent.atomic.AtomicInteger;

/** JSON, and how often a session was made into it. */
final class CountingSerializer implements SessionSerializer {

  private final SessionSerializer json = JsonSessionSerializer.create();
  private final AtomicInteger serializations = new AtomicInteger();

  int serializations() {
    return serializations.get();
  }

  @Override
  public byte[] serialize(SessionRecord sessionRecord) {
    serializations.incrementAndGet();
    return json.serialize(sessionRecord);
  }

  @Override
  public SessionRecord deserialize(byte[] bytes) {
    return json.deserialize(bytes);
  }
}
