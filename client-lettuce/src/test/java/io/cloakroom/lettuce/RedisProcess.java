package io.cloakroom.lettuce;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.lettuce.core.RedisURI;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis on a free port of this machine, which can be stopped and come back on the same port. The
 * program is the one in the system property {@code cloakroom.redis.server}, else the embedded one.
 */
final class RedisProcess {

  private final int port = freePort();
  private final List<String> options;
  private Process process;

  RedisProcess(String... options) throws IOException {
    this.options = List.of(options);
    start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  void start() throws IOException {
    String program = System.getProperty("cloakroom.redis.server");
    if (program == null) {
      program = ExecutableProvider.newJarResourceProvider().get().getPath();
    }
    List<String> command = new ArrayList<>(List.of(program, "--port", String.valueOf(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--daemonize", "no"));
    command.addAll(options);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    awaitReadiness(process.inputReader());
  }

  /** Leaves what the server says later unread: that is far less than a pipe holds. */
  private static void awaitReadiness(BufferedReader log) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      if (line.contains("eady to accept connections")) {
        return;
      }
      said.append(line).append('\n');
    }
    throw new IOException("Redis does not start:\n" + said);
  }

  int port() {
    return port;
  }

  RedisURI uri() {
    return RedisURI.builder()
        .withHost("127.0.0.1")
        .withPort(port)
        .withTimeout(Duration.ofMillis(1500))
        .build();
  }

  void stop() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, SECONDS)) {
      throw new IllegalStateException("Redis on port " + port + " does not stop");
    }
  }
}
