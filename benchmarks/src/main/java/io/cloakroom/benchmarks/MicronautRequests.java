package io.cloakroom.benchmarks;

import io.cloakroom.tck.servers.RedisServers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.session.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests a second of a Micronaut application whose handler reads its session: without a session,
 * with Cloakroom, and with the sessions of micronaut-redis, by turns in one run, as the program
 * {@code wrk} counts them.
 */
public final class MicronautRequests {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final int ROUNDS = 5;

  private MicronautRequests() {}

  private record Application(String name, String url, String cookie, List<Double> rates) {

    double median() {
      return rates.stream().sorted().toList().get(rates.size() / 2);
    }
  }

  /**
   * Measures.
   *
   * @param arguments none are needed
   */
  public static void main(String[] arguments) throws Exception {
    String redis = RedisServers.shared().uri().toString();
    List<ApplicationContext> contexts =
        List.of(
            start(
                Map.of("cloakroom.enabled", false, "micronaut.session.http.filter.enabled", false)),
            start(Map.of("redis.uri", redis, "cloakroom.secret", "x".repeat(32))),
            start(
                Map.of(
                    "redis.uri",
                    redis,
                    "cloakroom.enabled",
                    false,
                    "micronaut.session.http.redis.enabled",
                    true)));
    List<Application> applications =
        List.of(
            application("no session", contexts.get(0), "/plain"),
            application("Cloakroom", contexts.get(1), "/read"),
            application("micronaut-redis", contexts.get(2), "/read"));
    for (int round = 0; round <= ROUNDS; round++) {
      for (Application application : applications) {
        double rate = rate(application, round == 0 ? 10 : 5);
        if (round > 0) {
          application.rates().add(rate);
        }
      }
    }
    double floor = applications.get(0).median();
    for (Application application : applications) {
      System.out.printf(
          Locale.ROOT,
          "%-16s median %8.0f requests/s, %.2f of no session; %s%n",
          application.name(),
          application.median(),
          application.median() / floor,
          application.rates());
    }
    contexts.forEach(ApplicationContext::close);
    System.exit(0);
  }

  private static ApplicationContext start(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("micronaut.server.port", -1);
    properties.put("micronaut.server.host", "127.0.0.1");
    return ApplicationContext.builder(properties).banner(false).start();
  }

  private static Application application(String name, ApplicationContext context, String path)
      throws IOException, InterruptedException {
    String base = "http://127.0.0.1:" + context.getBean(EmbeddedServer.class).start().getPort();
    HttpResponse<String> begun =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(base + (path.equals("/plain") ? "/plain" : "/begin")))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    String cookie =
        begun
            .headers()
            .firstValue("Set-Cookie")
            .map(header -> header.substring(0, header.indexOf(';')))
            .orElse("none=");
    return new Application(name, base + path, cookie, new ArrayList<>());
  }

  private static double rate(Application application, int seconds)
      throws IOException, InterruptedException {
    Process wrk =
        new ProcessBuilder(
                "wrk",
                "-t1",
                "-c32",
                "-d" + seconds + "s",
                "-H",
                "Cookie: " + application.cookie(),
                application.url())
            .redirectErrorStream(true)
            .start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(output);
    if (wrk.waitFor() != 0 || !rate.find() || output.contains("Non-2xx")) {
      throw new IllegalStateException("wrk failed for " + application.name() + ": " + output);
    }
    return Double.parseDouble(rate.group(1));
  }

  /** What is asked for. */
  @Controller(produces = MediaType.TEXT_PLAIN)
  static class Pages {

    @Get("/plain")
    String plain() {
      return "ada";
    }

    @Get("/begin")
    String begin(Session session) {
      session.put("user", "ada");
      return "begun";
    }

    @Get("/read")
    String read(Session session) {
      return session.get("user", String.class).orElseThrow();
    }

    @Get("/write")
    String write(Session session) {
      session.put("views", ThreadLocalRandom.current().nextInt());
      return "written";
    }
  }
}
