package io.cloakroom.tck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The clauses, from the page {@code docs/contract.md}, which is in the kit's jar. */
final class Contract {

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| ([PSH]\\d+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

  private final Map<String, Clause> clauses = new TreeMap<>();

  private Contract(String page) {
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      clauses.put(row.group(1), new Clause(row.group(1), row.group(2), row.group(3), row.group(4)));
    }
  }

  /** The contract of this version of the kit. */
  static Contract read() {
    try (InputStream page = Contract.class.getResourceAsStream("contract.md")) {
      if (page == null) {
        throw new IllegalStateException("contract.md is missing in the kit's jar");
      }
      return new Contract(new String(page.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Collection<Clause> clauses() {
    return clauses.values();
  }

  /** A clause; one that says nothing where the contract has none of that id. */
  Clause clause(String id) {
    return clauses.getOrDefault(id, new Clause(id, "(not in the contract)", "", ""));
  }
}
