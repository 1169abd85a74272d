package io.cloakroom.tck.express;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Uses sessions through Express, each by its id. */
public final class ExpressClient implements AutoCloseable {

  private static final String SECRET = "the secret of the kit's Express, of more than 32 bytes";
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final ExpressPeers peers;
  private final ExpressApp app;
  private final HttpClient client = HttpClient.newHttpClient();

  private ExpressClient(ExpressPeers peers, ExpressApp app) {
    this.peers = peers;
    this.app = app;
  }

  /**
   * Starts an application and visits it.
   *
   * @param redis where its sessions are
   * @param store the options of connect-redis
   * @param session the options of express-session, beyond those that it must be given
   * @throws io.cloakroom.tck.report.NotClaimed where there is no Express to run
   */
  public static ExpressClient of(
      ExpressStack stack, URI redis, Map<String, ?> store, Map<String, ?> session) {
    Map<String, Object> options = new HashMap<>();
    options.put("secret", SECRET);
    options.put("resave", false);
    options.put("saveUninitialized", false);
    options.put("proxy", true);
    options.putAll(session);
    ExpressPeers peers = ExpressPeers.running();
    return new ExpressClient(peers, peers.start(stack, redis, store, options));
  }

  /** Begins a session with the attributes of a {@link Description}; answers its id. */
  public String begin(String description) {
    HttpResponse<String> response =
        send("/app/build", "POST", BodyPublishers.ofString(description), Map.of());
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
    String value = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    String signed = URLDecoder.decode(value, UTF_8);
    return signed.substring(2, signed.lastIndexOf('.'));
  }

  /** Sets an attribute. */
  public void set(String id, String name, String value) {
    get(id, "/set?name=" + name + "&value=" + value);
  }

  /** All attributes as Express has them, as a {@link Description}. */
  public String describe(String id) {
    return get(id, "/describe");
  }

  /** The names that Express's session object has before any attribute is set. */
  public List<String> inherited() {
    return List.of(send("/inherited", "GET", BodyPublishers.noBody(), Map.of()).body().split("\n"));
  }

  private String get(String id, String target) {
    String cookie = "connect.sid=" + peers.sign(id, SECRET);
    return send(target, "GET", BodyPublishers.noBody(), Map.of("Cookie", cookie)).body();
  }

  private HttpResponse<String> send(
      String target, String method, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(app.uri() + target))
            .timeout(TIMEOUT)
            .header("Content-Type", "text/plain; charset=utf-8")
            .header("X-Forwarded-Proto", "https")
            .method(method, body);
    headers.forEach(request::header);
    HttpResponse<String> response =
        client
            .sendAsync(request.build(), BodyHandlers.ofString(UTF_8))
            .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
            .join();
    if (response.statusCode() != 200) {
      throw new AssertionError("Express answers " + response.statusCode() + response.body());
    }
    return response;
  }

  @Override
  public void close() {
    app.close();
  }
}
