package io.cloakroom.tck.port;

/** Some of the clauses about the port. */
interface PortClauses {

  /** The port they are about. */
  PortUnderTest port();
}
