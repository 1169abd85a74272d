package io.cloakroom.tck.servers;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds a Redis or Valkey server to test against. In this order:
 *
 * <ol>
 *   <li>the one whose URI the system property {@code cloakroom.redis.uri} holds (for {@link
 *       #shared} only: nobody else's server is killed);
 *   <li>the program that {@code cloakroom.redis.server} names;
 *   <li>the image that {@code cloakroom.redis.image} names, by default {@code redis:8.0}, if a
 *       Docker engine answers and Testcontainers is on the class path;
 *   <li>{@code redis-server} or {@code valkey-server} on the PATH;
 *   <li>the Redis 6.2 of embedded-redis, which the kit brings unless it is excluded.
 * </ol>
 *
 * <p>Which one it was is printed once.
 */
public final class RedisServers {

  static final String URI_PROPERTY = "cloakroom.redis.uri";
  static final String PROGRAM_PROPERTY = "cloakroom.redis.server";
  static final String IMAGE_PROPERTY = "cloakroom.redis.image";

  private RedisServers() {}

  private static final Lazy<RedisServer> SHARED =
      new Lazy<>(
          () ->
              announced(
                  Optional.ofNullable(System.getProperty(URI_PROPERTY))
                      .<RedisServer>map(uri -> new FoundServer(URI.create(uri)))
                      .orElseGet(RedisServers::start)));

  private static final Lazy<ServerSource> SOURCE = new Lazy<>(RedisServers::find);

  private static final Lazy<ProgramSource> PROGRAMS =
      new Lazy<>(
          () ->
              SOURCE.get() instanceof ProgramSource program
                  ? program
                  : ProgramSource.onPath().orElseGet(ProgramSource::embedded));

  /** The server that the tests of this JVM share. Don't kill, pause or close it. */
  public static RedisServer shared() {
    return SHARED.get();
  }

  /**
   * Starts a server for one test, which may kill it, pause it, or change its configuration, and
   * closes it.
   *
   * @param arguments for its command line, such as {@code "--maxmemory", "10mb"}
   */
  public static RedisServer start(String... arguments) {
    return SOURCE.get().start(List.of(arguments));
  }

  /**
   * Makes a server that is not started yet from a program on this machine, because the nodes of a
   * cluster and Sentinels have to find each other on the loopback interface: the program that was
   * found; where that was an image, the one on the PATH or the embedded one.
   */
  static ProgramServer program(ProgramSetup setup) {
    return new ProgramServer(PROGRAMS.get(), setup);
  }

  private static ServerSource find() {
    String program = System.getProperty(PROGRAM_PROPERTY);
    if (program != null) {
      if (!Files.isExecutable(Path.of(program))) {
        throw new IllegalStateException(
            "-D" + PROGRAM_PROPERTY + " names " + program + ", which is no executable file");
      }
      return new ProgramSource(Path.of(program), program);
    }
    String image = System.getProperty(IMAGE_PROPERTY);
    if (image != null) {
      return DockerSource.named(image);
    }
    return DockerSource.ifItRuns("redis:8.0")
        .or(ProgramSource::onPath)
        .orElseGet(ProgramSource::embedded);
  }

  /** A server's name, its version, and where it comes from. */
  static String described(RedisServer server, RawRedis redis) {
    return ServerVersion.of(redis.text("INFO", "server")) + " (" + server.description() + ")";
  }

  /** A server's name, its version, and where it comes from, as a report says it. */
  public static String describe(RedisServer server) {
    try (RawRedis redis = server.raw()) {
      return described(server, redis);
    }
  }

  private static RedisServer announced(RedisServer server) {
    System.out.println("Tests run on " + describe(server));
    return server;
  }
}
