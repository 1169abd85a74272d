package io.cloakroom.tests.saboteurs.port;

/** {@link OverlookedClientsTest} runs it. */
class OverlookedOnServer extends SabotagedServerTck<OverlookedClient> {

  OverlookedOnServer() {
    super(OverlookedClient.class);
  }
}
