package io.cloakroom.tests.saboteurs.port;

/** {@link FaultSaboteursTest} runs it. */
class SabotagedByFaults extends SabotagedServerTck<FaultSaboteur> {

  SabotagedByFaults() {
    super(FaultSaboteur.class);
  }
}
