package io.cloakroom.benchmarks;

import io.cloakroom.javalin.RedisSessionPlugin;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.redis.Resilience;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.tck.RedisServers;
import io.cloakroom.tck.fault.FaultyProxy;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;

/**
 * What a Redis that stops answering for half a minute costs a Javalin application over Jedis, whose
 * threads wait: prints how long requests take that need a session, and those that need none, before
 * and meanwhile; with {@link Resilience#DEFAULT}, and with nothing between the store and Jedis.
 */
public final class StalledRedis {

  private static final int SESSION_REQUESTS_PER_SECOND = 200;
  private static final int OTHER_REQUESTS_PER_SECOND = 50;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String site;
  private final String cookie;

  private StalledRedis(String site) throws Exception {
    this.site = site;
    HttpResponse<String> begun =
        client.send(request("/begin"), HttpResponse.BodyHandlers.ofString());
    String header = begun.headers().firstValue("Set-Cookie").orElseThrow();
    this.cookie = header.substring(0, header.indexOf(';'));
  }

  /**
   * Runs it.
   *
   * @param arguments how many seconds Redis is silent; 30 where there is none
   */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length == 0 ? 30 : Integer.parseInt(arguments[0]);
    for (Resilience resilience : List.of(Resilience.DEFAULT, Resilience.NONE)) {
      System.out.println(resilience == Resilience.NONE ? "Without resilience" : "With resilience");
      try (FaultyProxy proxy = FaultyProxy.before(RedisServers.shared().uri());
          RedisClient redis = RedisClient.create(proxy.uri().toString())) {
        Javalin app = application(redis, resilience);
        StalledRedis load = new StalledRedis("http://127.0.0.1:" + app.port());
        load.run("warming up", 5);
        load.run("answering", 10);
        proxy.stall();
        load.run("silent", seconds);
        proxy.pass();
        load.awaitAnswer();
        app.stop();
      }
    }
    System.exit(0); // Testcontainers and clients leave threads behind
  }

  private static Javalin application(RedisClient redis, Resilience resilience) {
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.port = 0;
              config.jetty.host = "127.0.0.1";
              config.registerPlugin(
                  new RedisSessionPlugin(
                      sessions -> {
                        sessions.store =
                            RedisSessionStore.builder(JedisCommands.of(redis))
                                .resilience(resilience)
                                .build();
                        sessions.secret = "a secret of at least thirty-two bytes";
                      }));
              config.routes.get("/begin", ctx -> ctx.sessionAttribute("user", "ada"));
              config.routes.get("/user", ctx -> ctx.result("" + ctx.sessionAttribute("user")));
              config.routes.get("/other", ctx -> ctx.result("no session"));
            })
        .start();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(site + path)).timeout(Duration.ofSeconds(60)).build();
  }

  private HttpRequest withCookie() {
    return HttpRequest.newBuilder(request("/user"), (name, value) -> true)
        .header("Cookie", cookie)
        .build();
  }

  /** Asks at a steady rate, whatever becomes of the requests before. */
  private void run(String redis, int seconds) {
    List<CompletableFuture<Duration>> sessions =
        steadily(withCookie(), SESSION_REQUESTS_PER_SECOND, seconds);
    List<CompletableFuture<Duration>> others =
        steadily(request("/other"), OTHER_REQUESTS_PER_SECOND, seconds);
    Stream.of(sessions, others).flatMap(List::stream).forEach(CompletableFuture::join);
    System.out.printf("  Redis %-10s with a session: %s%n", redis, percentiles(sessions));
    System.out.printf("  Redis %-10s without one:    %s%n", redis, percentiles(others));
  }

  private List<CompletableFuture<Duration>> steadily(HttpRequest request, int rate, int seconds) {
    List<CompletableFuture<Duration>> answers = new ArrayList<>();
    for (int i = 0; i < rate * seconds; i++) {
      Executor later =
          CompletableFuture.delayedExecutor(i * 1_000_000L / rate, TimeUnit.MICROSECONDS);
      answers.add(CompletableFuture.runAsync(() -> {}, later).thenCompose(now -> ask(request)));
    }
    return answers;
  }

  private CompletableFuture<Duration> ask(HttpRequest request) {
    long start = System.nanoTime();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((response, failure) -> Duration.ofNanos(System.nanoTime() - start));
  }

  private static String percentiles(List<CompletableFuture<Duration>> answers) {
    List<Duration> sorted = new ArrayList<>(answers.stream().map(CompletableFuture::join).toList());
    Collections.sort(sorted);
    return "median %6.1f ms, p99 %8.1f ms, longest %8.1f ms"
        .formatted(
            millis(sorted.get(sorted.size() / 2)),
            millis(sorted.get(sorted.size() * 99 / 100)),
            millis(sorted.get(sorted.size() - 1)));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private void awaitAnswer() throws Exception {
    long start = System.nanoTime();
    while (client.send(withCookie(), HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
      Thread.sleep(10);
    }
    System.out.printf("  works again after %.0f ms%n", (System.nanoTime() - start) / 1e6);
  }
}
