package io.cloakroom.tck.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A clause of the contract.
 *
 * @param id such as {@code P8}
 * @param rule what holds
 * @param cost what users find where it does not
 * @param lookAt where the mistake usually is; Markdown, as are the others
 */
record Clause(String id, String rule, String cost, String lookAt) implements Comparable<Clause> {

  private static final String KINDS = "PSH";
  private static final Pattern IDS = Pattern.compile("((?:[PSH]\\d+_)+).*");

  /**
   * The clauses that a test is about: those with which its method's name begins.
   *
   * @return their ids; none where the name begins with none
   */
  static List<String> idsIn(String methodName) {
    Matcher name = IDS.matcher(methodName);
    return name.matches() ? List.of(name.group(1).split("_")) : List.of();
  }

  /** In the contract's order. */
  @Override
  public int compareTo(Clause other) {
    int kinds = KINDS.indexOf(id.charAt(0)) - KINDS.indexOf(other.id.charAt(0));
    return kinds != 0 ? kinds : number() - other.number();
  }

  private int number() {
    return Integer.parseInt(id.substring(1));
  }
}
