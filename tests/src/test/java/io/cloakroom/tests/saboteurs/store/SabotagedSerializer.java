package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.tck.serializer.SessionSerializerTck;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
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
