package io.cloakroom.tck.report;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clauses of this version of the kit. The page {@code docs/contract.md} is written from them.
 */
final class Contract {

  private static final List<Clause> ALL =
      Stream.of(PortContract.CLAUSES, StoreContract.CLAUSES, HttpContract.CLAUSES)
          .flatMap(List::stream)
          .toList();

  private static final Map<String, Clause> BY_ID =
      ALL.stream().collect(toUnmodifiableMap(Clause::id, identity()));

  private Contract() {}

  /** Returns all clauses: those of the port, of the store and of web integrations. */
  static List<Clause> clauses() {
    return ALL;
  }

  /** Returns a clause; for an unknown id, a clause that says so. */
  static Clause clause(String id) {
    return BY_ID.getOrDefault(id, new Clause(id, "(not in the contract)", "", ""));
  }
}
