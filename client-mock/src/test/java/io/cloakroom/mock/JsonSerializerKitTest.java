package io.cloakroom.mock;

import io.cloakroom.serializer.JsonSessionSerializer;
import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.tck.SessionSerializerTck;

class JsonSerializerKitTest extends SessionSerializerTck {

  @Override
  public SessionSerializer serializer() {
    return JsonSessionSerializer.create();
  }
}
