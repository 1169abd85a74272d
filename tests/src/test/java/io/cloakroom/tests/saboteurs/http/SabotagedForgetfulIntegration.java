package io.cloakroom.tests.saboteurs.http;

/** Runs with a row of {@link ForgetfulIntegration}. */
class SabotagedForgetfulIntegration extends SabotagedHttpInMemory<ForgetfulIntegration> {
  SabotagedForgetfulIntegration() {
    super(ForgetfulIntegration.class);
  }
}
