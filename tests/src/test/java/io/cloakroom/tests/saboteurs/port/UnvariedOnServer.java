package io.cloakroom.tests.saboteurs.port;

/** {@link UnvariedClientsTest} runs it. */
class UnvariedOnServer extends SabotagedServerTck<UnvariedClient> {

  UnvariedOnServer() {
    super(UnvariedClient.class);
  }
}
