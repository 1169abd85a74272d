package io.cloakroom.tck.model;

/**
 * Where the random steps of the models begin: at the same seed in every build, so that a build does
 * not fail by chance. The system property {@code cloakroom.model.seed}, a number, makes other
 * steps, or those of an earlier run again; {@code cloakroom.model.runs} is how many times as long
 * the models run as usual.
 */
public final class Seed {

  private Seed() {}

  /** Returns the seed that was given, or else the usual one. */
  public static long next() {
    return Long.getLong("cloakroom.model.seed", 1);
  }

  /** Returns how often something is done that is usually done so often. */
  public static int times(int usual) {
    return usual * Integer.getInteger("cloakroom.model.runs", 1);
  }
}
