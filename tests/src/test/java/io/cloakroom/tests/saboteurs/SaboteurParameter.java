package io.cloakroom.tests.saboteurs;

import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Learns from the run's configuration which saboteur a test class is to be run with.
 *
 * @param <S> the table that the saboteur is in
 */
public final class SaboteurParameter<S extends Enum<S>> implements BeforeEachCallback {

  public static final String NAME = "cloakroom.saboteur";

  private final Class<S> table;
  private @Nullable S saboteur;

  public SaboteurParameter(Class<S> table) {
    this.table = table;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    saboteur =
        context.getConfigurationParameter(NAME, name -> Enum.valueOf(table, name)).orElse(null);
  }

  /** The saboteur of this run. */
  public S saboteur() {
    return Objects.requireNonNull(saboteur, "This class is run with a saboteur only");
  }

  /**
   * Spoils what is sound.
   *
   * @return it as it is, in a run without a saboteur
   */
  public <T> T spoilt(T sound, BiFunction<S, T, T> spoiling) {
    return saboteur == null ? sound : spoiling.apply(saboteur, sound);
  }
}
