package io.cloakroom.mock;

import io.cloakroom.serializer.KryoSessionSerializer;
import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.tck.SessionSerializerTck;

class KryoSerializerKitTest extends SessionSerializerTck {

  @Override
  public SessionSerializer serializer() {
    return KryoSessionSerializer.builder().build();
  }
}
