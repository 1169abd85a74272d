package io.cloakroom.tests.kit;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.tck.serializer.SessionSerializerTck;

class JsonSerializerKitTest extends SessionSerializerTck {

  @Override
  public SessionSerializer serializer() {
    return JsonSessionSerializer.builder()
        .allowPackage(SessionSerializerTck.class.getPackageName())
        .build();
  }
}
