package io.cloakroom.tests.saboteurs.port;

/** {@link UntriedClientsTest} runs it. */
class UntriedOnServer extends SabotagedServerTck<UntriedClient> {

  UntriedOnServer() {
    super(UntriedClient.class);
  }
}
