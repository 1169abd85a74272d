package io.cloakroom.micronaut;

import io.cloakroom.redis.RedisCommands;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An application of one test class's own controllers, and a client without a cookie jar. */
public final class TestSite implements AutoCloseable {

  /** Says whose controllers and beans an application has. */
  public static final String SPEC = "spec";

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final ApplicationContext context;
  private final EmbeddedServer server;

  private TestSite(ApplicationContext context) {
    this.context = context;
    this.server = context.getBean(EmbeddedServer.class).start();
  }

  public static TestSite over(RedisCommands commands, String spec) {
    return over(commands, spec, Map.of());
  }

  public static TestSite over(RedisCommands commands, String spec, Map<String, Object> more) {
    ApplicationContext context = application(properties(spec, more)).build();
    context.registerSingleton(RedisCommands.class, commands);
    return new TestSite(context.start());
  }

  /** An application that has to find its own Redis client among its beans. */
  public static TestSite of(String spec, Map<String, Object> more) {
    return new TestSite(application(properties(spec, more)).start());
  }

  /** An application of the classes that the test sees, which may be spoiled ones. */
  static ApplicationContextBuilder application(Map<String, Object> properties) {
    return ApplicationContext.builder(properties).classLoader(TestSite.class.getClassLoader());
  }

  public static Map<String, Object> properties(String spec, Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(SPEC, spec);
    properties.put("micronaut.server.port", -1);
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.security.enabled", false);
    properties.put("cloakroom.secret", "a secret of at least thirty-two bytes");
    properties.putAll(more);
    return properties;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + server.getPort() + path);
  }

  public HttpClient client() {
    return client;
  }

  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri("http", path)).GET(), headers);
  }

  public HttpResponse<String> post(String path, String form, String... headers)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri("http", path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws IOException, InterruptedException {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(
        request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
  }

  public static List<String> cookies(HttpResponse<?> response) {
    return response.headers().allValues("Set-Cookie").stream()
        .map(header -> header.substring(0, header.indexOf(';')))
        .toList();
  }

  public static String cookie(HttpResponse<?> response) {
    return cookies(response).get(0);
  }

  @Override
  public void close() {
    context.close();
  }
}
