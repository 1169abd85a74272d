package io.cloakroom.tck.report;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was tested.
 *
 * @param description what the tests ran on, such as the server and its version
 * @param differences where it differs from Redis by design: a sentence by the id of the clause that
 *     it concerns
 * @param mendFirst what to change before all else, where nearly everything is broken for one
 *     reason; null where there is nothing of that kind
 */
public record Subject(
    String description, Map<String, String> differences, @Nullable String mendFirst) {

  public Subject {
    differences = Map.copyOf(differences);
  }

  /** With nothing that has to be mended before all else. */
  public Subject(String description, Map<String, String> differences) {
    this(description, differences, null);
  }

  /** The same with what has to be mended first, where anything has. */
  Subject mendingFirst(Optional<String> cause) {
    return cause.isPresent() ? new Subject(description, differences, cause.get()) : this;
  }
}
