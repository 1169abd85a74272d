package io.cloakroom.javalin;

import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An application with sessions, and a client without a cookie jar. */
final class Site implements AutoCloseable {

  final EventLoopRedis redis = new EventLoopRedis();
  final RedisSessionStore store =
      RedisSessionStore.builder(redis).resilience(Resilience.NONE).build();
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Javalin app;

  private Site(Consumer<SessionEngineBuilder> options, Consumer<JavalinConfig> routes) {
    app =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.port = 0;
              config.jetty.host = "127.0.0.1";
              config.registerPlugin(
                  new RedisSessionPlugin(
                      sessions -> {
                        sessions.store(store).secret("a secret of at least thirty-two bytes");
                        options.accept(sessions);
                      }));
              config.routes.get(
                  "/read/{name}",
                  ctx -> ctx.result("" + ctx.sessionAttribute(ctx.pathParam("name"))));
              routes.accept(config);
            });
    app.start();
  }

  static Site of(Consumer<JavalinConfig> routes) {
    return of(options -> {}, routes);
  }

  static Site of(Consumer<SessionEngineBuilder> options, Consumer<JavalinConfig> routes) {
    return new Site(options, routes);
  }

  int port() {
    return app.port();
  }

  URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + port() + path);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("http", path))
            .timeout(Duration.ofSeconds(10))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  /** A connection, closed by the server, on which a request was sent as ISO-8859-1. */
  Socket raw(String methodAndTarget, String... headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(10_000);
    List<String> lines = new ArrayList<>();
    lines.add(methodAndTarget + " HTTP/1.1");
    lines.add("Host: localhost");
    lines.add("Connection: close");
    lines.addAll(List.of(headers));
    String request = String.join("\r\n", lines) + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** The cookies that a response sets, each as a Cookie header's value. */
  static List<String> cookies(HttpResponse<?> response) {
    return response.headers().allValues("Set-Cookie").stream()
        .map(header -> header.substring(0, header.indexOf(';')))
        .toList();
  }

  static String cookie(HttpResponse<?> response) {
    return cookies(response).get(0);
  }

  /** What the next request would find of the session that a response began. */
  String read(HttpResponse<?> begun, String name) throws IOException, InterruptedException {
    return get("/read/" + name, "Cookie", cookie(begun)).body();
  }

  List<Session> sessions() {
    return store.blocking().all().toList();
  }

  List<SessionId> ids() {
    return store.blocking().ids().toList();
  }

  @Override
  public void close() {
    app.stop();
    redis.close();
  }
}
