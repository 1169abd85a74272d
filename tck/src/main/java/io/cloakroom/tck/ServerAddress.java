package io.cloakroom.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;

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
}
