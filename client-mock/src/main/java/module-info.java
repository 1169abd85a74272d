/** The port to Redis in memory, for tests and for running without Redis. */
module io.cloakroom.mock {
  requires transitive io.cloakroom.core;
  requires transitive org.jspecify;

  exports io.cloakroom.mock;
}
