package io.cloakroom.tck.fault;

import io.cloakroom.tck.report.NotClaimed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * An address that answers nobody who connects, and refuses nobody either: its system has as many
 * connections as it keeps for a server that takes none.
 */
public final class SilentAddress implements AutoCloseable {

  /** More than a system keeps beyond what it was asked to. */
  private static final int MOST_KEPT = 64;

  /** How long a system takes at most to answer over the loopback interface, in milliseconds. */
  private static final int ANSWER_MILLIS = 500;

  private final ServerSocket server;
  private final List<Socket> kept = new ArrayList<>();

  private SilentAddress(ServerSocket server) {
    this.server = server;
  }

  /**
   * Opens one, at a free port.
   *
   * @throws NotClaimed where the system answers whoever connects
   */
  public static SilentAddress open() throws IOException {
    SilentAddress silent =
        new SilentAddress(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    while (silent.kept.size() < MOST_KEPT) {
      if (!silent.takesAnother()) {
        return silent;
      }
    }
    silent.close();
    throw new NotClaimed("the system answers whoever connects to a server that takes nobody");
  }

  private boolean takesAnother() throws IOException {
    Socket socket = new Socket();
    kept.add(socket);
    try {
      socket.connect(address(), ANSWER_MILLIS);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private SocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /** Where clients find nobody. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + server.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    for (Socket each : kept) {
      each.close();
    }
    server.close();
  }
}
