package io.cloakroom.demo;

/** The frameworks to choose from, by the variable {@code FRAMEWORK}. */
enum FrameworkChoice {
  JAVALIN,
  MICRONAUT;

  /** Makes the application, which does not listen yet. */
  WebApplication open(OpenClient client, String clientName, String secret) {
    return switch (this) {
      case JAVALIN -> new JavalinDemo(client, clientName, secret);
      case MICRONAUT -> new MicronautDemo(client, clientName, secret);
    };
  }
}
