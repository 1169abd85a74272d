package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** One connection that asks for pages again and again, at little cost of its own. */
final class KeptConnection {

  private final int port;
  private Socket socket;
  private InputStream in;
  private String cookie = "";

  KeptConnection(int port) throws IOException {
    this.port = port;
    this.socket = connect();
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  private Socket connect() throws IOException {
    Socket connected = new Socket(InetAddress.getLoopbackAddress(), port);
    connected.setTcpNoDelay(true);
    return connected;
  }

  /** Asks for a page, and keeps the cookie that it sets. */
  void get(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n";
    String status;
    try {
      status = status(request);
    } catch (IOException e) { // node closes connections after five seconds, as between two rounds
      socket.close();
      socket = connect();
      in = new BufferedInputStream(socket.getInputStream());
      status = status(request);
    }
    if (!status.contains(" 200 ")) {
      throw new IOException(path + " was answered with " + status);
    }
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      } else if (lower.startsWith("set-cookie:")) {
        cookie = "Cookie:" + header.substring("set-cookie:".length()).split(";", 2)[0] + "\r\n";
      }
    }
    in.skipNBytes(length);
  }

  private String status(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return line();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** A connection that has a session already, for each thread. */
  static Contender.Workers to(int port, String begin, String page) {
    return () -> {
      KeptConnection connection = new KeptConnection(port);
      connection.get(begin);
      return () -> connection.get(page);
    };
  }
}
