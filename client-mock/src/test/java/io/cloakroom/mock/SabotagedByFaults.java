package io.cloakroom.mock;

/** {@link FaultSaboteursTest} runs it. */
class SabotagedByFaults extends SabotagedServerTck<FaultSaboteur> {

  SabotagedByFaults() {
    super(FaultSaboteur.class);
  }
}
