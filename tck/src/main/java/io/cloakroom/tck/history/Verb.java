package io.cloakroom.tck.history;

/** What a client can do to a session. */
enum Verb {
  CREATE("S11"),
  LOAD("S11"),
  TOUCH("S17"),
  UPDATE("S11"),
  REGENERATE("S24"),
  DESTROY("S10");

  private final String clause;

  Verb(String clause) {
    this.clause = clause;
  }

  /** The clause of the contract that is broken where it ends as it must not. */
  String clause() {
    return clause;
  }
}
