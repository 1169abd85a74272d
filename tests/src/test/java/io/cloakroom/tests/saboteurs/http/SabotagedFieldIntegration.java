package io.cloakroom.tests.saboteurs.http;

/** Runs with a row of {@link FieldIntegration}. */
class SabotagedFieldIntegration extends SabotagedHttpInMemory<FieldIntegration> {
  SabotagedFieldIntegration() {
    super(FieldIntegration.class);
  }
}
