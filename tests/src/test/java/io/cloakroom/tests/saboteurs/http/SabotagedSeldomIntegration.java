package io.cloakroom.tests.saboteurs.http;

/** Runs with a row of {@link SeldomIntegration}. */
class SabotagedSeldomIntegration extends SabotagedHttpInMemory<SeldomIntegration> {
  SabotagedSeldomIntegration() {
    super(SeldomIntegration.class);
  }
}
