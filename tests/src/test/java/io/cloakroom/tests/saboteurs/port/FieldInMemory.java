package io.cloakroom.tests.saboteurs.port;

/** {@link FieldClientsTest} runs it. */
class FieldInMemory extends SabotagedMemoryTck<FieldClient> {

  FieldInMemory() {
    super(FieldClient.class);
  }
}
