package io.cloakroom.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/**
 * A Redis server of the demo's own, on a free port of this machine alone. Every write goes to a
 * file in its folder, so that the next one knows what this one knew.
 */
final class EmbeddedRedis implements Closeable {

  private final RedisServer server;
  private final URI uri;

  private EmbeddedRedis(RedisServer server, URI uri) {
    this.server = server;
    this.uri = uri;
  }

  /**
   * @param folder where its data is
   * @throws DemoException if it does not start
   */
  static EmbeddedRedis start(Path folder) {
    try {
      int port = freePort();
      RedisServer server =
          new RedisServerBuilder()
              .port(port)
              .bind("127.0.0.1")
              .setting("dir \"" + folder.toAbsolutePath().toString().replace("\\", "/") + "\"")
              .setting("appendonly yes")
              .setting("save \"\"")
              .build();
      server.start();
      return new EmbeddedRedis(server, URI.create("redis://127.0.0.1:" + port));
    } catch (IOException | RuntimeException e) {
      throw new DemoException(
          "The embedded Redis does not start here (on Linux it needs libssl 3). Set REDIS_URL to a"
              + " Redis that runs, as in REDIS_URL=redis://localhost:6379, or do without one:"
              + " CLIENT=mock",
          e);
    }
  }

  /** Where it listens. */
  URI uri() {
    return uri;
  }

  /** Stops it, when it has written everything to its file. */
  @Override
  public void close() throws IOException {
    server.stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
