package io.cloakroom.tests.saboteurs.http;

/** Runs with a row of {@link NarrowIntegration}. */
class SabotagedNarrowIntegration extends SabotagedHttpInMemory<NarrowIntegration> {
  SabotagedNarrowIntegration() {
    super(NarrowIntegration.class);
  }
}
