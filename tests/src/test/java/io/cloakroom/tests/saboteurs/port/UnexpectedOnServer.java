package io.cloakroom.tests.saboteurs.port;

/** {@link UnexpectedClientsTest} runs it. */
class UnexpectedOnServer extends SabotagedServerTck<UnexpectedClient> {

  UnexpectedOnServer() {
    super(UnexpectedClient.class);
  }
}
