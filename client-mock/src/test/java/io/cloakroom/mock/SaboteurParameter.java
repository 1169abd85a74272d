package io.cloakroom.mock;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Learns from the run's configuration which saboteur a test class is to be run with. */
final class SaboteurParameter implements BeforeEachCallback {

  static final String NAME = "cloakroom.saboteur";

  private Saboteur saboteur;

  @Override
  public void beforeEach(ExtensionContext context) {
    saboteur = context.getConfigurationParameter(NAME, Saboteur::valueOf).orElseThrow();
  }

  Saboteur saboteur() {
    return saboteur;
  }
}
