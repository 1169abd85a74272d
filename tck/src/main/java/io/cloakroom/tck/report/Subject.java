package io.cloakroom.tck.report;

import java.util.Map;

/**
 * What was tested.
 *
 * @param description what the tests ran on, such as the server and its version
 * @param differences where it differs from Redis by design: a sentence by the id of the clause that
 *     it concerns
 */
public record Subject(String description, Map<String, String> differences) {

  public Subject {
    differences = Map.copyOf(differences);
  }
}
