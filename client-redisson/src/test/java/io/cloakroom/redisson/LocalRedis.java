package io.cloakroom.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.core.RedisServerBuilder;

/**
 * A server of its own for one test: the program that the system property {@code
 * cloakroom.redis.server} names, else the embedded one.
 */
final class LocalRedis implements AutoCloseable {

  private static final Pattern CALLS = Pattern.compile("cmdstat_(\\S+?):calls=(\\d+)");

  /** What the test itself sends, and what Redisson sends to hold its connections. */
  private static final Set<String> ASIDE =
      Set.of("config|resetstat", "config", "info", "quit", "ping", "client|setname", "client");

  private final int port;
  private final RedisServer server;

  private LocalRedis(int port, RedisServer server) {
    this.port = port;
    this.server = server;
  }

  static LocalRedis start(String... settings) throws IOException {
    return start(freePort(), settings);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Starts once more where this one stood. */
  LocalRedis startAgain() throws IOException {
    return start(port);
  }

  private static LocalRedis start(int port, String... settings) throws IOException {
    RedisServerBuilder builder =
        RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"");
    if (System.getProperty("cloakroom.redis.server") != null) {
      builder.executableProvider(
          ExecutableProvider.newSystemPropertyProvider("cloakroom.redis.server"));
    }
    for (String setting : settings) {
      builder.setting(setting);
    }
    RedisServer server = builder.build();
    server.start();
    return new LocalRedis(port, server);
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Sends one command past Redisson and gives what the server says. */
  String say(String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** Makes the server keep silent from now on. */
  void fallSilent() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("CLIENT PAUSE 60000\r\n".getBytes(UTF_8));
      socket.getInputStream().readNBytes("+OK\r\n".length());
    }
  }

  /** How often each command was carried out since {@code CONFIG RESETSTAT}. */
  Map<String, Integer> calls() throws IOException {
    return CALLS
        .matcher(say("INFO commandstats"))
        .results()
        .filter(match -> !ASIDE.contains(match.group(1)))
        .collect(toMap((MatchResult match) -> match.group(1), m -> Integer.valueOf(m.group(2))));
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
