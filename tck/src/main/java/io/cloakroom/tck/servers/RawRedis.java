package io.cloakroom.tck.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a Redis server, with nothing between the test and the protocol: a second pair
 * of eyes that shares no code with the client under test. Speaks RESP 2 and may be used by several
 * threads, one after another.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">The protocol</a>
 */
public final class RawRedis implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Socket socket;
  private final Duration timeout;
  private final InputStream in;
  private long end;

  private RawRedis(Socket socket, Duration timeout) throws IOException {
    this.socket = socket;
    this.timeout = timeout;
    this.in = new BufferedInputStream(new PartsInTime(socket.getInputStream()));
  }

  /** Waits for all parts of a reply together no longer than the timeout. */
  private final class PartsInTime extends FilterInputStream {

    PartsInTime(InputStream parts) {
      super(parts);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new SocketTimeoutException("No whole reply within " + timeout);
      }
      socket.setSoTimeout(Math.toIntExact(left));
      return super.read(bytes, from, length);
    }
  }

  private void begin() {
    end = System.nanoTime() + timeout.toNanos();
  }

  /** An error reply; the message is the server's, whose first word is its code. */
  public static final class ErrorReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ErrorReply(String message) {
      super(message);
    }
  }

  /**
   * Connects to {@code redis://[[user]:password@]host:port}, and authenticates where the URI says
   * how.
   *
   * @throws UncheckedIOException if there is no connection to be had
   */
  public static RawRedis connect(URI uri) {
    return connect(uri, TIMEOUT);
  }

  /**
   * Like {@link #connect(URI)}, with a timeout other than 10 seconds.
   *
   * @param timeout how long to wait for the connection, and for each reply as a whole
   */
  public static RawRedis connect(URI uri, Duration timeout) {
    int millis = Math.toIntExact(timeout.toMillis());
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), millis);
      RawRedis redis = new RawRedis(socket, timeout);
      redis.authenticate(uri.getUserInfo());
      return redis;
    } catch (RuntimeException e) {
      closeAfter(e, socket);
      throw e;
    } catch (IOException e) {
      closeAfter(e, socket);
      // a connection that times out must not look like a reply that does
      ConnectException failure =
          new ConnectException("No connection to " + uri.getHost() + ":" + uri.getPort());
      failure.initCause(e);
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Sends a command and waits for its reply.
   *
   * @param words the command and its arguments, each a {@code String} or a {@code byte[]}
   * @return a {@code byte[]} for a string, a {@code Long}, a {@code List} of such, or null
   * @throws ErrorReply if the server refuses
   */
  public synchronized @Nullable Object call(Object... words) {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    command.writeBytes(("*" + words.length + "\r\n").getBytes(UTF_8));
    for (Object word : words) {
      byte[] bytes = word instanceof byte[] raw ? raw : word.toString().getBytes(UTF_8);
      command.writeBytes(("$" + bytes.length + "\r\n").getBytes(UTF_8));
      command.writeBytes(bytes);
      command.writeBytes("\r\n".getBytes(UTF_8));
    }
    begin();
    try {
      socket.getOutputStream().write(command.toByteArray());
      return reply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Like {@link #call}, for a reply that is a string. */
  public String text(Object... words) {
    return call(words) instanceof byte[] bytes ? new String(bytes, UTF_8) : "";
  }

  /** Like {@link #call}, for a reply that is a number. */
  public long number(Object... words) {
    if (call(words) instanceof Long number) {
      return number;
    }
    throw new IllegalStateException("No number in reply to " + words[0]);
  }

  /** Whether the server knows {@code SET … IFEQ}; writes nothing. */
  public boolean comparesByItself() {
    try {
      call("SET", "cloakroom-tck:none", "", "IFEQ", "cloakroom-tck", "PX", "1");
      return true;
    } catch (ErrorReply e) {
      return false;
    }
  }

  /** Waits for a line that the server sends by itself, as it does after {@code MONITOR}. */
  synchronized String nextLine() {
    begin();
    try {
      return line();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void authenticate(@Nullable String account) {
    if (account != null) {
      String[] parts = account.split(":", 2);
      call("AUTH", parts[0].isEmpty() ? "default" : parts[0], parts[1]);
    }
  }

  private static void closeAfter(Exception failure, Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private @Nullable Object reply() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest.getBytes(UTF_8);
      case ':' -> Long.valueOf(rest);
      case '-' -> throw new ErrorReply(rest);
      case '$' -> rest.equals("-1") ? null : bytes(Integer.parseInt(rest));
      case '*' -> rest.equals("-1") ? null : list(Integer.parseInt(rest));
      default -> throw new IOException("Not a RESP 2 reply: " + line);
    };
  }

  private List<@Nullable Object> list(int size) throws IOException {
    List<@Nullable Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(reply());
    }
    return list;
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || !line().isEmpty()) {
      throw new EOFException("The reply was cut short");
    }
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The server closed the connection");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(UTF_8);
  }
}
