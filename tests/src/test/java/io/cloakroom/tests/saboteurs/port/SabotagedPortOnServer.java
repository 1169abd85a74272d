package io.cloakroom.tests.saboteurs.port;

/** {@link PortSaboteursTest} runs it. */
class SabotagedPortOnServer extends SabotagedServerTck<PortSaboteur> {

  SabotagedPortOnServer() {
    super(PortSaboteur.class);
  }
}
