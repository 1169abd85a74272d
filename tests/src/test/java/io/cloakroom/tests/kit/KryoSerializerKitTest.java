package io.cloakroom.tests.kit;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import io.cloakroom.tck.serializer.SessionSerializerTck;
import org.junit.jupiter.api.Tag;

@Tag("extended")
class KryoSerializerKitTest extends SessionSerializerTck {

  @Override
  public SessionSerializer serializer() {
    return KryoSessionSerializer.builder().build();
  }
}
