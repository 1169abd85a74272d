package io.cloakroom.tck.http.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection that is kept alive, for requests of any method, header by header. */
public final class WebConnection implements WebClient {

  private static final int TIMEOUT_MILLIS = 15_000;

  private final URI server;

  /** The methods of requests behind which the connection was still open for the next. */
  private final Set<String> keptOpen = new HashSet<>();

  private @Nullable Socket socket;
  private @Nullable InputStream in;

  public WebConnection(URI server) {
    this.server = server;
  }

  /**
   * Sends the requests one after another before it reads a response, where the server has left the
   * connection open after the like of them; connects again where the server has closed.
   */
  @Override
  public List<ReceivedResponse> send(List<WebRequest> requests) {
    try {
      boolean kept = socket != null;
      try {
        return exchangeAll(requests);
      } catch (IOException e) {
        close();
        if (!kept || !(e instanceof EOFException || e instanceof SocketException)) {
          throw e;
        }
        return exchangeAll(requests);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(requests + " were not answered", e);
    }
  }

  private byte[] bytes(WebRequest sent) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Host", List.of(server.getAuthority()));
    if (!sent.headers().containsKey("Accept")) {
      headers.put("Accept", List.of(RunningSite.ACCEPT));
    }
    headers.putAll(sent.headers());
    if (sent.body().size() > 1) {
      headers.put("Transfer-Encoding", List.of("chunked"));
    } else if (!sent.method().equals("GET") && !sent.method().equals("HEAD")) {
      int length = String.join("", sent.body()).length();
      headers.put("Content-Length", List.of(String.valueOf(length)));
    }
    StringBuilder request = new StringBuilder();
    request.append(sent.method()).append(' ').append(sent.target()).append(" HTTP/1.1\r\n");
    headers.forEach(
        (name, values) ->
            values.forEach(
                value -> request.append(name).append(": ").append(value).append("\r\n")));
    request.append("\r\n");
    if (sent.body().size() > 1) {
      sent.body().forEach(piece -> appendChunk(request, piece));
      appendChunk(request, "");
    } else {
      sent.body().forEach(request::append);
    }
    return request.toString().getBytes(ISO_8859_1);
  }

  private static void appendChunk(StringBuilder request, String piece) {
    request.append(Integer.toHexString(piece.length())).append("\r\n");
    request.append(piece).append("\r\n");
  }

  /** What follows a response with which a server closes may have been carried out or not. */
  private List<ReceivedResponse> exchangeAll(List<WebRequest> requests) throws IOException {
    if (requests.stream().limit(requests.size() - 1).allMatch(r -> keptOpen.contains(r.method()))) {
      return exchange(requests);
    }
    List<ReceivedResponse> responses = new ArrayList<>();
    for (WebRequest request : requests) {
      if (socket != null && !responses.isEmpty()) {
        keptOpen.add(requests.get(responses.size() - 1).method());
      }
      responses.addAll(exchange(List.of(request)));
    }
    return responses;
  }

  private List<ReceivedResponse> exchange(List<WebRequest> requests) throws IOException {
    if (socket == null) {
      socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    requests.forEach(request -> all.writeBytes(bytes(request)));
    socket.getOutputStream().write(all.toByteArray());
    List<ReceivedResponse> responses = new ArrayList<>();
    for (WebRequest request : requests) {
      responses.add(response(request.method()));
    }
    return responses;
  }

  private ReceivedResponse response(String method) throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    while (status == 100) {
      while (!line().isEmpty()) {
        // headers of what is no response yet
      }
      status = Integer.parseInt(line().split(" ", 3)[1]);
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    boolean empty =
        method.equals("HEAD")
            || status == 204
            || status == 304
            || (status == 205 && !headers.containsKey("transfer-encoding"));
    String body = empty ? "" : body(headers);
    if (headers.getOrDefault("connection", List.of()).contains("close")) {
      close();
    }
    return new ReceivedResponse(status, headers, body);
  }

  private String body(Map<String, List<String>> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
      StringBuilder body = new StringBuilder();
      for (int length = chunk(); length > 0; length = chunk()) {
        body.append(read(length));
        line();
      }
      line();
      return body.toString();
    }
    List<String> length = headers.getOrDefault("content-length", List.of());
    if (!length.isEmpty()) {
      return read(Integer.parseInt(length.get(0)));
    }
    String rest = new String(input().readAllBytes(), ISO_8859_1);
    close();
    return rest;
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private String read(int length) throws IOException {
    byte[] bytes = input().readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The body ended early");
    }
    return new String(bytes, ISO_8859_1);
  }

  private InputStream input() throws IOException {
    if (in == null) {
      throw new EOFException("The connection is closed");
    }
    return in;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = input().read(); b != '\n'; b = input().read()) {
      if (b < 0) {
        throw new EOFException("The connection ended after: " + line);
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      socket = null;
      in = null;
    }
  }
}
