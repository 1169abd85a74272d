package io.cloakroom.tck.http.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HandlerBarrier;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RunningApplication;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** An application that runs, the client to ask it, and its side of Redis to look at. */
public final class RunningSite {

  /** Frameworks send events only to clients that say that they take them. */
  public static final String ACCEPT = "text/plain, text/event-stream, */*";

  public static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Application application;
  private final RunningApplication running;
  private final RedisSide redis;
  private final String prefix;
  private final HttpClient client;
  private final RequestVariety variety;

  public RunningSite(
      Application application,
      RunningApplication running,
      RedisSide redis,
      String prefix,
      HttpClient client,
      RequestVariety variety) {
    this.application = application;
    this.running = running;
    this.redis = redis;
    this.prefix = prefix;
    this.client = client;
    this.variety = variety;
  }

  public URI uri() {
    return running.uri();
  }

  public HandlerBarrier gate() {
    redis.needsOneProcess();
    return application.gate();
  }

  public String prefix() {
    return prefix;
  }

  /** Lets handlers pass that a test left behind. */
  void openGate() {
    application.gate().open();
  }

  public RedisSide redis() {
    return redis;
  }

  public String cookieName() {
    return application.options().name();
  }

  public String secret() {
    return application.options().secrets().get(0);
  }

  public CookieClient visitor() {
    return new CookieClient(this);
  }

  /** Sends a request by any method whose response has a body; see {@link RequestVariety}. */
  public ReceivedResponse send(String target, Map<String, String> headers) {
    return await(sendLater(target, headers));
  }

  public ReceivedResponse send(String method, String target, Map<String, String> headers) {
    return await(sendLater(method, target, headers));
  }

  public ReceivedResponse send(String target) {
    return send(target, Map.of());
  }

  public ReceivedResponse sendWithCookie(String target, String cookieHeader) {
    return send(target, Map.of("Cookie", cookieHeader));
  }

  /** Sends a request without waiting for the response. */
  public CompletableFuture<ReceivedResponse> sendLater(String target, Map<String, String> headers) {
    return sendLater(variety.withBody(), target, headers);
  }

  /** Sends a request without waiting for the response. */
  public CompletableFuture<ReceivedResponse> sendLater(
      String method, String target, Map<String, String> headers) {
    Map<String, List<String>> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> own.put(name, List.of(value)));
    WebRequest request = variety.carrying(new WebRequest(method, target, own));
    return (request.body().isEmpty()
            ? withoutBody(request.to(uri()))
            : BodyClient.send(uri(), request).thenApply(RunningSite::decoded))
        .exceptionallyCompose(failure -> unanswered(method + " " + target, failure))
        .thenApply(reply -> requireServed(method, target, reply));
  }

  private CompletableFuture<ReceivedResponse> withoutBody(HttpRequest request) {
    return exchange(request)
        .exceptionallyCompose(
            failure ->
                wasClosed(failure) ? exchange(request) : CompletableFuture.failedFuture(failure))
        .thenApply(RunningSite::reply);
  }

  private CompletableFuture<HttpResponse<byte[]>> exchange(HttpRequest request) {
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** A server may close a connection that is kept. The client itself sends only GET again. */
  private static boolean wasClosed(Throwable failure) {
    return StageFailure.cause(failure) instanceof IOException closed
        && (closed instanceof SocketException
            || closed.getCause() instanceof EOFException
            || isBrokenPipe(closed.getCause()));
  }

  /** How the JDK 25 says that the server had closed before the request was written. */
  private static boolean isBrokenPipe(@Nullable Throwable cause) {
    return cause instanceof IOException && "Broken pipe".equals(cause.getMessage());
  }

  public static ReceivedResponse await(CompletableFuture<ReceivedResponse> reply) {
    try {
      return reply.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (StageFailure.cause(e) instanceof AssertionError wrong) {
        throw new AssertionError(wrong.getMessage(), wrong.getCause());
      }
      throw e;
    }
  }

  private CompletionStage<ReceivedResponse> unanswered(String request, Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    return CompletableFuture.failedStage(
        new AssertionError("%s was not answered by %s".formatted(request, uri()), cause));
  }

  private static ReceivedResponse requireServed(
      String method, String target, ReceivedResponse reply) {
    String path = URI.create(target).getPath();
    boolean unknown = reply.status() == 404 || reply.status() == 405;
    if (unknown && Route.at(path).isPresent()) {
      throw new AssertionError(
          "%s %s is answered with %s: the application has to serve the kit's route %s by each of %s"
              .formatted(method, target, reply.status(), path, Route.ANYTHING.methods()));
    }
    if (reply.status() == 415 || reply.status() == 406) {
      throw new AssertionError(
          "%s %s is answered with %s: the application has to serve the kit's routes whatever type of body a request has or accepts"
              .formatted(method, target, reply.status()));
    }
    return reply;
  }

  public RawExchange raw(String target, String cookieHeader) throws IOException {
    return raw(variety.withBody(), target, cookieHeader);
  }

  public RawExchange raw(String method, String target, String cookieHeader) throws IOException {
    variety.note(method, target);
    return RawExchange.send(uri(), method, target, cookieHeader);
  }

  /** The next method for a request whose response is not read. */
  String anyMethod() {
    return variety.any();
  }

  public HttpClient client() {
    return client;
  }

  /** The id in a cookie of this application, whose signature is checked. */
  public String idIn(SetCookie cookie) {
    return SignedId.verify(cookie.value(), secret());
  }

  /** A Cookie header with an id that is signed rightly. */
  public String cookieFor(String id) {
    return cookieName() + "=" + SignedId.sign(id, secret());
  }

  /** The record of a session in Redis, as it stands there. */
  public Optional<String> record(String id) {
    return redis.ask(redis.commands().get(prefix + id)).map(bytes -> new String(bytes, UTF_8));
  }

  /** A session as another server loads it. */
  public Optional<Session> stored(String id) {
    return redis.ask(application.store().get(SessionId.of(id)));
  }

  public TimeToLive timeToLive(String id) {
    return redis.ask(redis.commands().timeToLive(prefix + id));
  }

  public void shortenTo(String id, Duration ttl) {
    redis.ask(redis.commands().expire(prefix + id, ttl));
  }

  public void overwriteRecord(String id, byte[] bytes) {
    redis.ask(
        redis
            .commands()
            .set(prefix + id, bytes, SetOptions.always().expiringAfter(Duration.ofHours(1))));
  }

  /** All of this application's keys. */
  public List<String> keys() {
    return redis.keys(prefix);
  }

  public void close() throws Exception {
    openGate();
    redis.release();
    running.server().close();
    redis.remove(prefix);
  }

  public static ReceivedResponse reply(HttpResponse<byte[]> response) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new ReceivedResponse(response.statusCode(), headers, text(response.body(), headers));
  }

  /** The same with its body as text, of which there are the bytes. */
  private static ReceivedResponse decoded(ReceivedResponse raw) {
    byte[] body = raw.body().getBytes(ISO_8859_1);
    return new ReceivedResponse(raw.status(), raw.headers(), text(body, raw.headers()));
  }

  /** The text of a body, which may be compressed. */
  private static String text(byte[] body, Map<String, List<String>> headers) {
    if (!headers.getOrDefault("content-encoding", List.of()).contains("gzip") || body.length == 0) {
      return new String(body, UTF_8);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
