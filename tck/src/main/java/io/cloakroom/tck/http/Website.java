package io.cloakroom.tck.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
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
final class Website {

  /** Frameworks send events only to clients that say that they take them. */
  static final String ACCEPT = "text/plain, text/event-stream, */*";

  static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Application application;
  private final RunningApplication running;
  private final RedisSide redis;
  private final String prefix;
  private final HttpClient client;

  Website(
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

  URI uri() {
    return running.uri();
  }

  Gate gate() {
    redis.needsOneProcess();
    return application.gate();
  }

  String prefix() {
    return prefix;
  }

  /** Lets handlers pass that a test left behind. */
  void openGate() {
    application.gate().open();
  }

  RedisSide redis() {
    return redis;
  }

  String cookieName() {
    return application.options().name();
  }

  String secret() {
    return application.options().secrets().get(0);
  }

  Visitor visitor() {
    return new Visitor(this);
  }

  Reply get(String target, Map<String, String> headers) {
    return await(getLater(target, headers));
  }

  Reply get(String target) {
    return get(target, Map.of());
  }

  Reply getWithCookie(String target, String cookieHeader) {
    return get(target, Map.of("Cookie", cookieHeader));
  }

  /** Sends a request without waiting for the response. */
  CompletableFuture<Reply> getLater(String target, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(target)).timeout(TIMEOUT).header("Accept", ACCEPT);
    headers.forEach(request::header);
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8))
        .thenApply(Website::reply)
        .exceptionallyCompose(failure -> unanswered(target, failure))
        .thenApply(reply -> requireServed(target, reply));
  }

  static Reply await(CompletableFuture<Reply> reply) {
    try {
      return reply.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AssertionError wrong) {
        throw new AssertionError(wrong.getMessage(), wrong.getCause());
      }
      throw e;
    }
  }

  private CompletionStage<Reply> unanswered(String target, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return CompletableFuture.failedStage(
        new AssertionError("GET %s%s was not answered".formatted(uri(), target), cause));
  }

  private static Reply requireServed(String target, Reply reply) {
    String path = URI.create(target).getPath();
    if (reply.status() == 404 && Route.at(path).isPresent()) {
      throw new AssertionError(
          "GET %s is answered with 404: the application has to serve the kit's route %s"
              .formatted(target, path));
    }
    return reply;
  }

  RawExchange raw(String target, String cookieHeader) throws IOException {
    return RawExchange.send(uri(), target, cookieHeader);
  }

  HttpClient client() {
    return client;
  }

  /** The id in a cookie of this application, whose signature is checked. */
  String idIn(SetCookie cookie) {
    return SignedId.verify(cookie.value(), secret());
  }

  /** A Cookie header with an id that is signed rightly. */
  String cookieFor(String id) {
    return cookieName() + "=" + SignedId.sign(id, secret());
  }

  /** The record of a session in Redis, as it stands there. */
  Optional<String> record(String id) {
    return redis.ask(redis.commands().get(prefix + id)).map(bytes -> new String(bytes, UTF_8));
  }

  TimeToLive timeToLive(String id) {
    return redis.ask(redis.commands().timeToLive(prefix + id));
  }

  void shortenTo(String id, Duration ttl) {
    redis.ask(redis.commands().expire(prefix + id, ttl));
  }

  void overwriteRecord(String id, byte[] bytes) {
    redis.ask(
        redis
            .commands()
            .set(prefix + id, bytes, SetOptions.always().expiringAfter(Duration.ofHours(1))));
  }

  /** All of this application's keys. */
  List<String> keys() {
    return redis.keys(prefix);
  }

  void close() throws Exception {
    openGate();
    redis.release();
    running.server().close();
    redis.remove(prefix);
  }

  static Reply reply(HttpResponse<String> response) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new Reply(response.statusCode(), headers, response.body());
  }
}
