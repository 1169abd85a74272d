package io.cloakroom.tests.saboteurs.http;

/** Runs with a row of {@link UnexpectedIntegration}. */
class SabotagedUnexpectedIntegration extends SabotagedHttpInMemory<UnexpectedIntegration> {
  SabotagedUnexpectedIntegration() {
    super(UnexpectedIntegration.class);
  }
}
