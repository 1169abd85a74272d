package io.cloakroom.tck;

/** Some of the clauses about the session store. */
interface StoreClauses {

  /** The store they are about. */
  StoreUnderTest kit();
}
