package io.cloakroom.tck;

import io.cloakroom.serializer.JsonSessionSerializer;
import io.cloakroom.serializer.SessionSerializer;

class JsonSerializerKitTest extends SessionSerializerTck {

  @Override
  public SessionSerializer serializer() {
    return JsonSessionSerializer.create();
  }
}
