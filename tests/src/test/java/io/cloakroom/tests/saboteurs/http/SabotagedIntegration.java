package io.cloakroom.tests.saboteurs.http;

/** Runs with a row of {@link HttpSaboteur}; see {@link HttpSaboteursTest}. */
class SabotagedIntegration extends SabotagedHttpInMemory<HttpSaboteur> {
  SabotagedIntegration() {
    super(HttpSaboteur.class);
  }
}
