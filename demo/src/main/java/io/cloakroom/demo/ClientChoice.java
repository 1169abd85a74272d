package io.cloakroom.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The Redis clients to choose from, by the variable {@code CLIENT}. */
enum ClientChoice {
  LETTUCE,
  JEDIS,
  REDISSON,
  MOCK;

  /** The word for it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ClientChoice of(String word) {
    return Arrays.stream(values())
        .filter(choice -> choice.word().equals(word.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new DemoException(
                    "CLIENT must be one of "
                        + Arrays.stream(values())
                            .map(ClientChoice::word)
                            .collect(Collectors.joining(", "))
                        + ", but is \""
                        + word
                        + "\""));
  }
}
