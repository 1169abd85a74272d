package io.cloakroom.mock;

/** {@link SaboteursTest} runs it. */
class SabotagedOnServer extends SabotagedServerTck<Saboteur> {

  SabotagedOnServer() {
    super(Saboteur.class);
  }
}
