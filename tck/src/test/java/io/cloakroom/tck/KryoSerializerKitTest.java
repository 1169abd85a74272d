package io.cloakroom.tck;

import io.cloakroom.serializer.KryoSessionSerializer;
import io.cloakroom.serializer.SessionSerializer;

class KryoSerializerKitTest extends SessionSerializerTck {

  @Override
  public SessionSerializer serializer() {
    return KryoSessionSerializer.builder().build();
  }
}
