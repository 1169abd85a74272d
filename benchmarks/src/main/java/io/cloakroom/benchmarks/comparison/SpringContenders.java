package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Spring Session as a servlet filter on Jetty, in a process of its own, because its libraries are
 * there in the profile {@code compare} only. Its program is the source file {@code
 * SpringSessions.java} in the folder that the system property {@value #FOLDER} names.
 */
final class SpringContenders {

  static final String FOLDER = "cloakroom.peers";

  private static final String PORT = "port ";

  private SpringContenders() {}

  /** Returns whether Spring Session is on the class path. */
  static boolean isThere() {
    return !System.getProperty(FOLDER, "").isEmpty()
        && SpringContenders.class
                .getClassLoader()
                .getResource("org/springframework/session/data/redis/RedisSessionRepository.class")
            != null;
  }

  static Contender.Workers page(URI redis, String page) throws IOException {
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Path.of(System.getProperty(FOLDER), "SpringSessions.java").toString(),
                redis.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
    BufferedReader out = server.inputReader(UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(PORT)) {
        return KeptConnection.to(Integer.parseInt(line.substring(PORT.length())), "/begin", page);
      }
    }
    throw new IOException("Spring Session did not start: see its output above");
  }
}
