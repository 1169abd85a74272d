package io.cloakroom.mock;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Learns from the run's configuration which saboteur a test class is to be run with.
 *
 * @param <S> the table that the saboteur is in
 */
public final class SaboteurParameter<S extends Enum<S>> implements BeforeEachCallback {

  static final String NAME = "cloakroom.saboteur";

  private final Class<S> table;
  private S saboteur;

  public SaboteurParameter(Class<S> table) {
    this.table = table;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    saboteur =
        context.getConfigurationParameter(NAME, name -> Enum.valueOf(table, name)).orElseThrow();
  }

  /** The saboteur of this run. */
  public S saboteur() {
    return saboteur;
  }
}
