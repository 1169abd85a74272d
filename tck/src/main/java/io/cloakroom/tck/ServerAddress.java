package io.cloakroom.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Where a server that is about to start will listen. */
record ServerAddress(int port, URI uri) {

  /**
   * A free port, in a URI with the password that the arguments set.
   *
   * @param arguments the server's command line
   */
  static ServerAddress free(String host, List<String> arguments) {
    int option = arguments.indexOf("--requirepass");
    String account = option < 0 ? "" : ":" + arguments.get(option + 1) + "@";
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = probe.getLocalPort();
      return new ServerAddress(port, URI.create("redis://" + account + host + ":" + port));
    } catch (IOException e) {
      throw new UncheckedIOException("No free port", e);
    }
  }

  /** How far the port of a cluster's own bus is above the one for clients. */
  static final int BUS = 10_000;

  /** Addresses on the loopback interface at which cluster nodes can listen. */
  static List<ServerAddress> forCluster(int count) {
    return ThreadLocalRandom.current()
        .ints(10_000, 30_000)
        .filter(port -> isFree(port) && isFree(port + BUS))
        .distinct()
        .limit(count)
        .mapToObj(port -> new ServerAddress(port, URI.create("redis://127.0.0.1:" + port)))
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
