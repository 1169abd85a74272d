package io.cloakroom.mock;

import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.tck.SessionSerializerTck;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The serializer's clauses over a broken one; {@link SerializerSaboteursTest} runs it. */
class SabotagedSerializer extends SessionSerializerTck {

  @RegisterExtension
  final SaboteurParameter<SerializerSaboteur> parameter =
      new SaboteurParameter<>(SerializerSaboteur.class);

  @Override
  public SessionSerializer serializer() {
    return parameter.saboteur().serializer();
  }
}
