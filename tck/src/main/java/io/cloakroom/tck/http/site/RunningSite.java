package io.cloakroom.tck.http.site;

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
import java.io.IOException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

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

  public RunningSite(
      Application application,
      RunningApplication running,
      RedisSide redis,
      String prefix,
      HttpClient client) {
    this.application = application;
    this.running = running;
    this.redis = redis;
    this.prefix = prefix;
    this.client = client;
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

  public ReceivedResponse get(String target, Map<String, String> headers) {
    return await(getLater(target, headers));
  }

  public ReceivedResponse get(String target) {
    return get(target, Map.of());
  }

  public ReceivedResponse getWithCookie(String target, String cookieHeader) {
    return get(target, Map.of("Cookie", cookieHeader));
  }

  /** Sends a request without waiting for the response. */
  public CompletableFuture<ReceivedResponse> getLater(String target, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(target)).timeout(TIMEOUT).header("Accept", ACCEPT);
    headers.forEach(request::header);
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8))
        .thenApply(RunningSite::reply)
        .exceptionallyCompose(failure -> unanswered(target, failure))
        .thenApply(reply -> requireServed(target, reply));
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

  private CompletionStage<ReceivedResponse> unanswered(String target, Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    return CompletableFuture.failedStage(
        new AssertionError("GET %s%s was not answered".formatted(uri(), target), cause));
  }

  private static ReceivedResponse requireServed(String target, ReceivedResponse reply) {
    String path = URI.create(target).getPath();
    if (reply.status() == 404 && Route.at(path).isPresent()) {
      throw new AssertionError(
          "GET %s is answered with 404: the application has to serve the kit's route %s"
              .formatted(target, path));
    }
    return reply;
  }

  public RawExchange raw(String target, String cookieHeader) throws IOException {
    return RawExchange.send(uri(), target, cookieHeader);
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

  public static ReceivedResponse reply(HttpResponse<String> response) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new ReceivedResponse(response.statusCode(), headers, response.body());
  }
}
