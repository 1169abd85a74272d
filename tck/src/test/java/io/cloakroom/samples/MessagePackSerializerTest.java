package io.cloakroom.samples;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.tck.serializer.SessionSerializerTck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class MessagePackSerializerTest extends SessionSerializerTck {
  @Override
  public SessionSerializer serializer() {
    return new MessagePackSerializer();
  }

  @Override
  public List<Object> values() {
    Map<String, Object> item = new LinkedHashMap<>(Map.of("article", "hat", "price", 12.5));
    return List.of("text", true, 1L, -0.0, new byte[] {0, -1}, new ArrayList<>(List.of(item)));
  }
}
