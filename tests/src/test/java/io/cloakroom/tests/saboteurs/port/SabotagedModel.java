package io.cloakroom.tests.saboteurs.port;

/** {@link ModelSaboteursTest} runs it. */
class SabotagedModel extends SabotagedMemoryTck<ModelSaboteur> {

  SabotagedModel() {
    super(ModelSaboteur.class);
  }
}
