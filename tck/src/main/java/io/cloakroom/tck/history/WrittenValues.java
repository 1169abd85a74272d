package io.cloakroom.tck.history;

import java.util.Optional;

/** Which operation a value that was seen comes from: each is written once in all. */
final class WrittenValues {

  private WrittenValues() {}

  /** Whether somebody saw what an operation changed. */
  static boolean shows(Outcome.Found found, Operation change) {
    return change.changes().entrySet().stream()
        .anyMatch(each -> shows(found, each.getKey(), each.getValue()));
  }

  /** Whether somebody saw this value of an attribute; empty: that it was removed. */
  static boolean shows(Outcome.Found found, String name, Optional<String> value) {
    return Optional.ofNullable(found.seen().get(name)).equals(value);
  }
}
