package io.cloakroom.tests.saboteurs.port;

/** {@link FieldClientsTest} runs it. */
class FieldOnServer extends SabotagedServerTck<FieldClient> {

  FieldOnServer() {
    super(FieldClient.class);
  }
}
