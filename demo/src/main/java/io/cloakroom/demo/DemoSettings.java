package io.cloakroom.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What can be chosen when the demo is started.
 *
 * @param port where the application listens ({@code PORT}); 0 for any free one
 * @param framework in which framework it runs ({@code FRAMEWORK})
 * @param client over which client it talks to Redis ({@code CLIENT})
 * @param redis a server that runs already ({@code REDIS_URL}); empty: one of the demo's own
 * @param secret what cookies are signed with ({@code SESSION_SECRET}); empty: one that is kept in
 *     the folder
 * @param express whether an Express server runs beside it ({@code EXPRESS})
 * @param folder where the demo keeps what it needs next time
 */
record DemoSettings(
    int port,
    FrameworkChoice framework,
    ClientChoice client,
    Optional<URI> redis,
    Optional<String> secret,
    boolean express,
    Path folder) {

  private static final int SHORTEST_SECRET = 32;

  DemoSettings {
    if (client == ClientChoice.MOCK && redis.isPresent()) {
      throw new DemoException(
          "CLIENT is mock, which keeps sessions in memory, and REDIS_URL names a server: unset one"
              + " of them");
    }
    if (client == ClientChoice.MOCK && express) {
      throw new DemoException(
          "CLIENT is mock, which keeps sessions in memory, where Express does not see them: unset"
              + " CLIENT or EXPRESS");
    }
  }

  /**
   * Reads environment variables. One that is empty counts as not set.
   *
   * @throws DemoException that names the variable whose value can't be right
   */
  static DemoSettings from(Map<String, String> environment, Path folder) {
    return new DemoSettings(
        value(environment, "PORT").map(DemoSettings::port).orElse(7070),
        choice(environment, "FRAMEWORK", FrameworkChoice.JAVALIN),
        choice(environment, "CLIENT", ClientChoice.LETTUCE),
        value(environment, "REDIS_URL").map(DemoSettings::redisUrl),
        value(environment, "SESSION_SECRET").map(DemoSettings::secret),
        value(environment, "EXPRESS").map(DemoSettings::isOn).orElse(false),
        folder);
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static <E extends Enum<E>> E choice(
      Map<String, String> environment, String name, E otherwise) {
    return value(environment, name)
        .map(word -> Choice.of(otherwise.getDeclaringClass(), name, word))
        .orElse(otherwise);
  }

  private static boolean isOn(String text) {
    if (!text.equals("0") && !text.equals("1")) {
      throw new DemoException("EXPRESS must be 1, or 0, but is \"" + text + "\"");
    }
    return text.equals("1");
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below, with what is right
    }
    throw new DemoException(
        "PORT must be a number from 1 to 65535, or 0 for any free port, but is \"" + text + "\"");
  }

  /** What is wrong is not repeated: it may hold a password. */
  private static URI redisUrl(String text) {
    try {
      URI uri = URI.create(text);
      if (("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below, with what is right
    }
    throw new DemoException(
        "REDIS_URL must be redis://host:port or rediss://host:port, with user:password@ before the"
            + " host and /database after the port where needed");
  }

  private static String secret(String text) {
    if (text.length() < SHORTEST_SECRET) {
      throw new DemoException(
          "SESSION_SECRET must have at least 32 characters. Make one with: openssl rand -base64 32");
    }
    return text;
  }
}
