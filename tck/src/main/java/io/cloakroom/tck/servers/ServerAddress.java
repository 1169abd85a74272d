package io.cloakroom.tck.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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
    int port = free(any -> true, 1)[0];
    return new ServerAddress(port, URI.create("redis://" + account + host + ":" + port));
  }

  /** How far the port of a cluster's own bus is above the one for clients. */
  static final int BUS = 10_000;

  /** Addresses on the loopback interface at which cluster nodes can listen. */
  static List<ServerAddress> forCluster(int count) {
    return IntStream.of(free(port -> isFree(port + BUS), count))
        .mapToObj(port -> new ServerAddress(port, URI.create("redis://127.0.0.1:" + port)))
        .toList();
  }

  /**
   * Ports that no system gives to outgoing connections by itself: one of those might take the port
   * of a server that is about to start, or to be started again.
   */
  private static int[] free(IntPredicate also, int count) {
    return ThreadLocalRandom.current()
        .ints(10_000, 22_000)
        .filter(port -> isFree(port) && also.test(port))
        .distinct()
        .limit(count)
        .toArray();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
