package io.cloakroom.benchmarks.comparison;

import io.cloakroom.benchmarks.TypicalSession;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How large the sessions of a measurement are, as records in JSON, about. */
enum SessionSize {
  SMALL("200 B", 1_000),
  USUAL("1.3 kB", 1_000),
  LARGE("20 kB", 200),
  HUGE("500 kB", 20);

  private static final int TEXTS_OF_A_KB = 1_000;

  private final String label;
  private final int count;

  SessionSize(String label, int count) {
    this.label = label;
    this.count = count;
  }

  String label() {
    return label;
  }

  /** How many sessions there are, so that all of them fit into a small machine. */
  int count() {
    return count;
  }

  /** The attributes of one of many visitors; all have {@code user}. */
  Map<String, Object> attributes(int user) {
    return switch (this) {
      case SMALL -> new HashMap<>(Map.of("user", "user-" + user, "token", "t".repeat(90)));
      case USUAL -> TypicalSession.attributes(user);
      case LARGE -> withTexts(user, 19);
      case HUGE -> withTexts(user, 490);
    };
  }

  private static Map<String, Object> withTexts(int user, int texts) {
    Map<String, Object> content = new LinkedHashMap<>(TypicalSession.attributes(user));
    for (int i = 0; i < texts; i++) {
      content.put("page" + i, "x".repeat(TEXTS_OF_A_KB));
    }
    return content;
  }
}
