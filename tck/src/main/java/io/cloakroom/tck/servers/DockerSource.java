package io.cloakroom.tck.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/**
 * An image for the Docker engine.
 *
 * @param image its name, such as {@code redis:8.0}
 */
record DockerSource(String image) implements ServerSource {

  /**
   * Returns an image that the user asks for.
   *
   * @throws IllegalStateException if Testcontainers is not on the class path
   */
  static ServerSource named(String image) {
    if (!hasTestcontainers()) {
      throw new IllegalStateException(
          "-D"
              + RedisServers.IMAGE_PROPERTY
              + " needs Testcontainers: add org.testcontainers:testcontainers to the tests");
    }
    return new DockerSource(image);
  }

  /** Returns an image if Testcontainers is there, and a Docker engine answers and runs it. */
  static Optional<ServerSource> ifItRuns(String image) {
    try {
      if (hasTestcontainers() && mayExist() && DockerClientFactory.instance().isDockerAvailable()) {
        DockerSource source = new DockerSource(image);
        source.start(List.of()).close();
        return Optional.of(source);
      }
    } catch (RuntimeException | ExceptionInInitializerError e) {
      System.out.println(
          "Docker answers, but does not run " + image + ", so the tests look further: " + e);
    }
    return Optional.empty();
  }

  private static boolean hasTestcontainers() {
    try {
      Class.forName(
          "org.testcontainers.DockerClientFactory", false, DockerSource.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Whether there is anything that Testcontainers could talk to. Without one it would try all its
   * ways and log pages about each.
   */
  private static boolean mayExist() {
    String home = System.getProperty("user.home");
    String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run");
    return System.getenv("DOCKER_HOST") != null
        || System.getProperty("os.name").startsWith("Windows")
        || Stream.of(
                Path.of("/var/run/docker.sock"),
                Path.of(runtime, "docker.sock"),
                Path.of(home, ".docker", "run", "docker.sock"),
                Path.of(home, ".testcontainers.properties"))
            .anyMatch(Files::exists);
  }

  @Override
  public RedisServer start(List<String> arguments) {
    return new DockerServer(image, arguments);
  }
}
