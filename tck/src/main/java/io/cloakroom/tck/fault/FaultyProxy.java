package io.cloakroom.tck.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A TCP proxy in front of a Redis server, on a free loopback port, that does to the server's
 * replies what bad networks and sick servers do.
 *
 * <pre>{@code
 * try (FaultyProxy proxy = FaultyProxy.before(server.uri())) {
 *   RedisCommands commands = connect(proxy.uri());
 *   proxy.cutAfter(5);       // what is asked now is answered in part
 *   …
 *   proxy.pass();            // all is well again
 * }
 * }</pre>
 *
 * <p>A fault holds for all connections, those that are there already and those to come, until
 * another takes its place or {@link #pass} ends it. It meets a reply as it arrives: a connection
 * that nothing is asked over stays as it is. Requests reach the server, except under {@link
 * #answer} and {@link #refuse}.
 */
public final class FaultyProxy implements AutoCloseable {

  private volatile URI server;
  private final int port;
  private ServerSocket listening;
  private final CurrentFault weather = new CurrentFault();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

  private FaultyProxy(URI server) throws IOException {
    this.server = server;
    this.listening = listen(0);
    this.port = listening.getLocalPort();
  }

  private ServerSocket listen(int at) throws IOException {
    ServerSocket socket = new ServerSocket(at, 100, InetAddress.getLoopbackAddress());
    ProxiedConnection.daemon("accepts for " + server, () -> accept(socket)).start();
    return socket;
  }

  /**
   * Opens a proxy that passes everything on.
   *
   * @param server {@code redis://[[user]:password@]host:port}, or {@code rediss} for TLS, which is
   *     passed on as it is; it need not be up
   */
  public static FaultyProxy before(URI server) {
    try {
      return new FaultyProxy(server);
    } catch (IOException e) {
      throw new UncheckedIOException("No free port", e);
    }
  }

  /** Where clients find the proxy, with the account of the server's URI. */
  public URI uri() {
    String account = server.getRawUserInfo() == null ? "" : server.getRawUserInfo() + "@";
    return URI.create(server.getScheme() + "://" + account + "127.0.0.1:" + port);
  }

  /** Passes replies on unchanged; what was held back goes out now. */
  public void pass() {
    weather.become(new Fault.None());
  }

  /**
   * Ends a connection in the middle of its next reply, in good order (FIN).
   *
   * @param bytes how many still come through, zero or more
   */
  public void cutAfter(int bytes) {
    weather.become(new Fault.Cut(bytes, false));
  }

  /**
   * Like {@link #cutAfter}, for the one reply that comes next, over whichever connection; then
   * passes.
   */
  public void cutOnceAfter(int bytes) {
    weather.become(new Fault.Cut(bytes, true));
  }

  /** Resets a connection (RST) in place of its next reply. */
  public void reset() {
    weather.become(new Fault.Reset());
  }

  /** Holds replies back, and leaves the connections open. */
  public void stall() {
    weather.become(new Fault.Delay(Duration.ofDays(1)));
  }

  /**
   * Drops whatever goes over the connections that are there now, for good and without closing them,
   * as a firewall does that has forgotten them. Connections to come are passed on.
   */
  public void freezeConnections() {
    connections.forEach(ProxiedConnection::freeze);
  }

  /** Makes replies come later by a duration; what is held back when the fault ends goes out. */
  public void slow(Duration by) {
    weather.become(new Fault.Delay(by));
  }

  /**
   * Answers each command with an error, in place of the server, which does not see it.
   *
   * @param error what stands behind the minus sign, such as {@code LOADING Redis is loading}
   * @throws IllegalStateException if the server is behind TLS, where the proxy sees no commands
   */
  public void answer(String error) {
    requireSight();
    weather.become(new Fault.ErrorReply(error));
  }

  /**
   * Refuses some commands in words of its own, as servers, managed services and proxies do that
   * know only some; all others are passed on. Replies stay in the order of the commands.
   *
   * @param errors gives what stands behind the minus sign of the reply to a command, whose name and
   *     arguments it gets; empty where the server is to answer. Called once for each command, by
   *     several threads
   * @throws IllegalStateException as {@link #answer}
   */
  public void refuse(Function<List<String>, Optional<String>> errors) {
    reply(command -> errors.apply(command).map(error -> "-" + error + "\r\n"));
  }

  /**
   * Answers some commands in place of the server, which does not see them; all others are passed
   * on. Replies stay in the order of the commands.
   *
   * @param replies gives the reply to a command, whose name and arguments it gets, as the protocol
   *     has it; empty where the server is to answer. Called once for each command, by several
   *     threads
   * @throws IllegalStateException as {@link #answer}
   */
  public void reply(Function<List<String>, Optional<String>> replies) {
    requireSight();
    weather.become(new Fault.Reply(replies));
  }

  /**
   * Ends all connections and refuses others, as a server does that is gone, so that nothing comes
   * to the server until {@link #comeBack}.
   */
  public synchronized void goAway() {
    ProxiedConnection.end(listening);
    endConnections();
  }

  /** Takes connections again, at the same address, after {@link #goAway}. */
  public synchronized void comeBack() {
    try {
      listening = listen(port);
    } catch (IOException e) {
      throw new UncheckedIOException("Somebody has taken the port " + port, e);
    }
  }

  private void requireSight() {
    if (server.getScheme().equals("rediss")) {
      throw new IllegalStateException("Commands over TLS can't be seen, nor answered: " + server);
    }
  }

  /**
   * Leads connections to come to another server, as a name in the DNS does that was moved; those
   * that are there stay where they are.
   *
   * @param another with the same scheme and account as the server before
   */
  public void leadTo(URI another) {
    server = another;
  }

  /** How many connections clients hold open now. */
  public int connections() {
    return connections.size();
  }

  /** Ends all connections, and takes no more. */
  @Override
  public synchronized void close() {
    ProxiedConnection.end(listening);
    endConnections();
  }

  /** Ends the connections that are there now; others are taken. */
  public void endConnections() {
    connections.forEach(ProxiedConnection::close);
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        ProxiedConnection connection =
            new ProxiedConnection(client, server, weather, connections::remove);
        connections.add(connection);
        connection.start();
        if (socket.isClosed()) {
          connection.close();
        }
      } catch (IOException closed) {
        // the loop looks whether it was this proxy or a client that went away
      }
    }
  }
}
