package io.cloakroom.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.Resilience;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is configured is what happens, and everything can be. */
class ConfigurationTest {

  private final RedisCommands commands = InMemoryRedisCommands.create();

  @Test
  void whatIsConfiguredIsSent() throws Exception {
    Map<String, Object> properties =
        Map.of(
            "cloakroom.name", "shop.sid",
            "cloakroom.cookie.path", "/shop",
            "cloakroom.cookie.domain", "example.test",
            "cloakroom.cookie.http-only", false,
            "cloakroom.cookie.same-site", "strict",
            "cloakroom.cookie.priority", "high",
            "cloakroom.cookie.max-age", "10m",
            "cloakroom.store.prefix", "shop:");
    try (TestSite site = TestSite.over(commands, "configuration", properties)) {
      String cookie = site.get("/shop/set").headers().firstValue("Set-Cookie").orElseThrow();

      assertThat(cookie)
          .startsWith("shop.sid=")
          .contains("; Domain=example.test; Path=/shop; Expires=")
          .contains("Priority=High; SameSite=Strict")
          .doesNotContain("HttpOnly");
      assertThat(keys("shop:")).hasSize(1);
    }
  }

  @Test
  void recordsCanBeEncryptedAndCompressed() throws Exception {
    Map<String, Object> properties =
        Map.of(
            "cloakroom.store.encryption-keys",
            List.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
            "cloakroom.store.compression-threshold",
            0,
            "cloakroom.store.id-hashing",
            true);
    try (TestSite site = TestSite.over(commands, "configuration", properties)) {
      String cookie = TestSite.cookie(site.get("/shop/set"));

      assertThat(site.get("/shop/get", "Cookie", cookie).body()).isEqualTo("red");
      byte[] record = commands.get(keys("sess:").get(0)).toCompletableFuture().join().orElseThrow();
      assertThat(new String(record, UTF_8)).doesNotContain("red").doesNotContain("color");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cloakroom.secret, '', Option secret is required",
    "cloakroom.cookie.path, shop, path",
    "cloakroom.cookie.max-age, -1s, cookie.maxAge",
    "cloakroom.store.ttl, -1s, Option ttl",
    "cloakroom.store.touch-after, -1s, Option touchAfter",
    "cloakroom.store.max-lifetime, 0s, Option maxLifetime",
    "cloakroom.store.scan-count, 0, scanCount",
    "cloakroom.store.encryption-keys, abc, 32 bytes in Base64",
    "cloakroom.resilience.max-waiting, 0, maxWaiting",
    "cloakroom.unset, forget, unset",
    "cloakroom.name, a b, Option name",
  })
  void whatCannotBeRightIsAnErrorAtTheStartThatNamesIt(
      String property, String value, String problem) {
    assertThatThrownBy(
            () -> TestSite.over(commands, "configuration", Map.of(property, value)).close())
        .hasStackTraceContaining(problem);
  }

  @Test
  void everyOptionHasAPropertyThatIdesKnow() throws IOException {
    String metadata = metadata();
    Set<String> beans = Set.of("serializer", "encryption", "kruptein", "clock", "observer");
    Set<String> combined = Set.of("compression", "genid", "listener", "cookie", "resilience");

    Stream<String> store =
        options(RedisSessionStoreBuilder.class, "store.")
            .map(option -> option.equals("store.sharedWithExpress") ? "sharedWithExpress" : option);
    Stream<String> engine = options(SessionEngineBuilder.class, "");
    Stream<String> cookie =
        Arrays.stream(CookieOptions.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == CookieOptions.class)
            .map(method -> "cookie." + method.getName());
    Stream<String> resilience = options(Resilience.Builder.class, "resilience.");

    assertThat(Stream.of(store, engine, cookie, resilience).flatMap(options -> options))
        .filteredOn(option -> !beans.contains(last(option)) && !combined.contains(last(option)))
        .hasSizeGreaterThan(25)
        .allSatisfy(
            option ->
                assertThat(metadata)
                    .contains(
                        "\"cloakroom."
                            + option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
                            + "\""));
  }

  private static Stream<String> options(Class<?> builder, String prefix) {
    return Arrays.stream(builder.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::getName)
        .filter(name -> !name.equals("build"))
        .map(name -> prefix + name);
  }

  private static String last(String option) {
    return option.substring(option.indexOf('.') + 1);
  }

  private static String metadata() throws IOException {
    try (InputStream in =
        CloakroomConfiguration.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private List<String> keys(String prefix) {
    return commands
        .scan(prefix, io.cloakroom.redis.ScanCursor.START, 100)
        .toCompletableFuture()
        .join()
        .keys();
  }

  @Controller(value = "/shop", produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "configuration")
  static class Shop {

    @Get("/set")
    String set(Session session) {
      session.put("color", "red");
      return "set";
    }

    @Get("/get")
    String get(Session session) {
      return session.get("color", String.class).orElse("none");
    }
  }
}
