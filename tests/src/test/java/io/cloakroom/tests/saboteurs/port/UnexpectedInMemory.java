package io.cloakroom.tests.saboteurs.port;

/** {@link UnexpectedClientsTest} runs it. */
class UnexpectedInMemory extends SabotagedMemoryTck<UnexpectedClient> {

  UnexpectedInMemory() {
    super(UnexpectedClient.class);
  }
}
