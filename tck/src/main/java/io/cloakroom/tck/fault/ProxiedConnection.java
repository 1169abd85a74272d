package io.cloakroom.tck.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A client's connection through a proxy, and the one to the server behind it. */
final class ProxiedConnection {

  private final Socket client;
  private final Socket server;
  private final boolean encrypted;
  private final CurrentFault weather;
  private final Consumer<ProxiedConnection> ended;
  private final ReplacedReplies replaced = new ReplacedReplies();
  private volatile boolean frozen;

  ProxiedConnection(
      Socket client, URI server, CurrentFault weather, Consumer<ProxiedConnection> ended)
      throws IOException {
    this.client = client;
    this.encrypted = server.getScheme().equals("rediss");
    this.weather = weather;
    this.ended = ended;
    try {
      this.server = new Socket(server.getHost(), server.getPort());
      this.server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  void start() {
    daemon("requests", () -> run(this::passRequests)).start();
    daemon("replies", () -> run(this::passReplies)).start();
  }

  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, "faulty proxy: " + name);
    thread.setDaemon(true);
    return thread;
  }

  /** Drops whatever comes from now on, in both directions, and stays open. */
  void freeze() {
    frozen = true;
  }

  /** Ends both sides in good order. */
  void close() {
    ended.accept(this);
    end(client);
    end(server);
  }

  static void end(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Pump {
    void run() throws IOException, InterruptedException;
  }

  private void run(Pump pump) {
    try {
      pump.run();
    } catch (IOException e) {
      // one side went away, and so does the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void passRequests() throws IOException {
    byte[] buffer = new byte[1 << 16];
    RequestReader requests = new RequestReader();
    for (int n = client.getInputStream().read(buffer);
        n >= 0;
        n = client.getInputStream().read(buffer)) {
      if (frozen) {
        continue;
      }
      if (encrypted) {
        server.getOutputStream().write(buffer, 0, n);
      } else {
        pass(requests.read(buffer, n));
      }
    }
  }

  private void pass(List<Request> requests) throws IOException {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    for (Request request : requests) {
      Fault fault = weather.now();
      if (fault instanceof Fault.ErrorReply answer) {
        write(("-" + answer.error() + "\r\n").getBytes(UTF_8));
      } else {
        Optional<String> instead =
            fault instanceof Fault.Reply reply
                ? reply.replies().apply(request.words())
                : Optional.empty();
        passed.writeBytes(instead.map(replaced::inPlaceOfCommand).orElse(request.bytes()));
      }
    }
    passed.writeTo(server.getOutputStream());
  }

  private void passReplies() throws IOException, InterruptedException {
    byte[] buffer = new byte[1 << 16];
    for (int n = server.getInputStream().read(buffer);
        n >= 0;
        n = server.getInputStream().read(buffer)) {
      Fault fault = weather.afterDelay();
      if (fault instanceof Fault.Cut cut) {
        write(buffer, Math.min(n, cut.bytes()));
        return;
      }
      if (fault instanceof Fault.Reset) {
        client.setSoLinger(true, 0);
        return;
      }
      if (!frozen) {
        write(replaced.inReplies(buffer, n));
      }
    }
  }

  private void write(byte[] bytes) throws IOException {
    write(bytes, bytes.length);
  }

  private void write(byte[] bytes, int length) throws IOException {
    synchronized (client) {
      client.getOutputStream().write(bytes, 0, length);
    }
  }
}
