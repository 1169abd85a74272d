package io.cloakroom.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The frameworks to choose from, by the variable {@code FRAMEWORK}. */
enum FrameworkChoice {
  JAVALIN,
  MICRONAUT;

  /** The word for it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static FrameworkChoice of(String word) {
    return Arrays.stream(values())
        .filter(choice -> choice.word().equals(word.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new DemoException(
                    "FRAMEWORK must be one of "
                        + Arrays.stream(values())
                            .map(FrameworkChoice::word)
                            .collect(Collectors.joining(", "))
                        + ", but is \""
                        + word
                        + "\""));
  }

  /** Makes the application, which does not listen yet. */
  WebApplication open(OpenClient client, String clientName, String secret) {
    return switch (this) {
      case JAVALIN -> new JavalinDemo(client, clientName, secret);
      case MICRONAUT -> new MicronautDemo(client, clientName, secret);
    };
  }
}
