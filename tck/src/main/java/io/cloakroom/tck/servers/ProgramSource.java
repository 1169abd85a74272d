package io.cloakroom.tck.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * A server's program on this machine.
 *
 * @param program the executable
 * @param origin how it was found
 */
record ProgramSource(Path program, String origin) implements ServerSource {

  /** The first of {@code redis-server} and {@code valkey-server} that the PATH leads to. */
  static Optional<ProgramSource> onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of("redis-server", "valkey-server")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new ProgramSource(program, "on the PATH: " + program));
  }

  /**
   * Returns the program of embedded-redis, unpacked.
   *
   * @throws IllegalStateException if embedded-redis is not on the class path
   */
  static ProgramSource embedded() {
    try {
      Path program = ExecutableProvider.newJarResourceProvider().get().toPath();
      return new ProgramSource(program, "embedded-redis");
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "No Redis server: none is on the PATH, Docker does not answer, and embedded-redis is not"
              + " on the class path. Add com.github.codemonstur:embedded-redis to the tests, or name"
              + " a program by -D"
              + RedisServers.PROGRAM_PROPERTY,
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "No Redis server: none is on the PATH, Docker does not answer, and the embedded one does"
              + " not unpack. Name one by -D"
              + RedisServers.PROGRAM_PROPERTY,
          e);
    }
  }

  @Override
  public RedisServer start(List<String> arguments) {
    ProgramServer server = new ProgramServer(this, ProgramSetup.server(arguments));
    server.start();
    return server;
  }
}
