package io.cloakroom.benchmarks;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Asks an application at a steady rate, whatever becomes of the requests before, and prints how
 * long they took and their statuses; 0 is no answer within a minute.
 */
final class SteadyLoad {

  private static final int SESSION_REQUESTS_PER_SECOND = 200;
  private static final int OTHER_REQUESTS_PER_SECOND = 50;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest withSession;
  private final HttpRequest without;

  private record Reply(int status, Duration duration) {}

  private SteadyLoad(URI site) throws IOException, InterruptedException {
    HttpResponse<Void> begun =
        client.send(request(site, "/begin").build(), BodyHandlers.discarding());
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
    this.withSession =
        request(site, "/read").header("Cookie", cookie.substring(0, cookie.indexOf(';'))).build();
    this.without = request(site, "/plain").build();
  }

  /** For an application whose {@code /read} needs the session that {@code /begin} has begun. */
  static SteadyLoad on(URI site) throws IOException, InterruptedException {
    return new SteadyLoad(site);
  }

  private static HttpRequest.Builder request(URI site, String path) {
    return HttpRequest.newBuilder(site.resolve(path)).timeout(Duration.ofMinutes(1));
  }

  void run(String redis, int seconds) {
    var sessions = steadily(withSession, SESSION_REQUESTS_PER_SECOND, seconds);
    var others = steadily(without, OTHER_REQUESTS_PER_SECOND, seconds);
    print(redis, "with a session", sessions);
    print(redis, "without one", others);
  }

  /** The same with a number of requests that all come at its beginning. */
  void runWithCrowd(String redis, int crowd, int seconds) {
    List<CompletableFuture<Reply>> waiting = new ArrayList<>();
    for (int i = 0; i < crowd; i++) {
      waiting.add(ask(withSession));
    }
    run(redis, seconds);
    print(redis, crowd + " at once", waiting);
  }

  private List<CompletableFuture<Reply>> steadily(HttpRequest request, int rate, int seconds) {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < rate * seconds; i++) {
      Executor later =
          CompletableFuture.delayedExecutor(i * 1_000_000L / rate, TimeUnit.MICROSECONDS);
      replies.add(CompletableFuture.runAsync(() -> {}, later).thenCompose(now -> ask(request)));
    }
    return replies;
  }

  private CompletableFuture<Reply> ask(HttpRequest request) {
    long start = System.nanoTime();
    return client
        .sendAsync(request, BodyHandlers.discarding())
        .handle(
            (response, failure) ->
                new Reply(
                    failure == null ? response.statusCode() : 0,
                    Duration.ofNanos(System.nanoTime() - start)));
  }

  private static void print(String redis, String who, List<CompletableFuture<Reply>> pending) {
    List<Reply> replies = pending.stream().map(CompletableFuture::join).toList();
    List<Duration> sorted = replies.stream().map(Reply::duration).sorted().toList();
    Map<Integer, Long> statuses =
        replies.stream().collect(groupingBy(Reply::status, TreeMap::new, counting()));
    System.out.printf(
        Locale.ROOT,
        "  Redis %-10s %-14s median %7.1f ms, p99 %7.1f ms, longest %7.1f ms; %s%n",
        redis,
        who,
        millis(sorted.get(sorted.size() / 2)),
        millis(sorted.get(sorted.size() * 99 / 100)),
        millis(sorted.get(sorted.size() - 1)),
        statuses);
  }

  void awaitAnswer() throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (client.send(withSession, BodyHandlers.discarding()).statusCode() != 200) {
      Thread.sleep(10);
    }
    System.out.printf(
        Locale.ROOT,
        "  a session is read again after %.0f ms%n",
        millis(Duration.ofNanos(System.nanoTime() - start)));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
