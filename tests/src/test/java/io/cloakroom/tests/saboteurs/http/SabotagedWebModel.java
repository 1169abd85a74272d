package io.cloakroom.tests.saboteurs.http;

/** Runs with a row of {@link WebModelSaboteur}; see {@link WebModelSaboteursTest}. */
class SabotagedWebModel extends SabotagedHttpInMemory<WebModelSaboteur> {
  SabotagedWebModel() {
    super(WebModelSaboteur.class);
  }
}
