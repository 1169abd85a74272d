package io.cloakroom.tests.saboteurs.http;

/** Runs with a row of {@link UnaskedIntegration}. */
class SabotagedUnaskedIntegration extends SabotagedHttpInMemory<UnaskedIntegration> {
  SabotagedUnaskedIntegration() {
    super(UnaskedIntegration.class);
  }
}
