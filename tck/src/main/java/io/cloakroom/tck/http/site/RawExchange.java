package io.cloakroom.tck.http.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One request over a socket of its own, for tests in which single bytes matter. */
public final class RawExchange implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

  private final Socket socket;
  private final InputStream in;

  private RawExchange(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Sends a request.
   *
   * @param cookie the Cookie header's bytes, one per character; empty for no such header
   */
  static RawExchange send(URI server, String method, String target, String cookie)
      throws IOException {
    RawExchange exchange = new RawExchange(new Socket(server.getHost(), server.getPort()));
    exchange.socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
    String request =
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\n"
            + "Accept: "
            + RunningSite.ACCEPT
            + "\r\n"
            + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
            + (method.equals("GET") || method.equals("HEAD") ? "" : "Content-Length: 0\r\n")
            + "Connection: close\r\n\r\n";
    exchange.socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return exchange;
  }

  /**
   * Sends requests as they are.
   *
   * @param lines with a vertical bar at the end of each
   */
  public static RawExchange sendLines(URI server, String lines) throws IOException {
    RawExchange exchange = new RawExchange(new Socket(server.getHost(), server.getPort()));
    exchange.socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
    exchange.socket.getOutputStream().write(lines.replace("|", "\r\n").getBytes(ISO_8859_1));
    return exchange;
  }

  /** Whether a byte of the response arrives within the given time; it is not consumed. */
  public boolean hasBegun(Duration within) throws IOException {
    in.mark(1);
    socket.setSoTimeout(Math.toIntExact(within.toMillis()));
    try {
      boolean begun = in.read() >= 0;
      in.reset();
      return begun;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
    }
  }

  /** Reads the status and the headers. */
  public ReceivedResponse head() throws IOException {
    String[] status = line().split(" ", 3);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return new ReceivedResponse(Integer.parseInt(status[1]), headers, "");
  }

  /** Reads the first byte of the body of a response whose head was read. */
  public int firstByte(ReceivedResponse head) throws IOException {
    if (head.headers().getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
      line();
    }
    return in.read();
  }

  /** Reads the body of a response whose head was read, and which says how long it is. */
  public String body(ReceivedResponse head) throws IOException {
    List<String> said = head.headers().getOrDefault("content-length", List.of("0"));
    int length = Integer.parseInt(said.get(0));
    return new String(in.readNBytes(length), ISO_8859_1);
  }

  /** Reads what is left, as it came. */
  public String rest() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /**
   * Reads what is left of a response to a request that lets the connection stay, and returns
   * whether it ends as a whole one does: with its last chunk.
   *
   * @throws IOException if nothing comes any more, and the connection stays
   */
  public boolean endsWithItsLastChunk() throws IOException {
    StringBuilder left = new StringBuilder();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        left.append((char) b);
        if (left.indexOf(LAST_CHUNK, left.length() - LAST_CHUNK.length()) >= 0) {
          return true;
        }
      }
      return false;
    } catch (SocketException reset) {
      return false;
    }
  }

  /** Leaves as a client does that has gone: whatever the server sends from now on fails. */
  public void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The connection ended after: " + line);
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
