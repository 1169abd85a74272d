package io.cloakroom.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void thePageOfOptionsNamesEveryProperty() throws IOException {
    String page =
        Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/options.md"));

    assertThat(new KnownProperties().types().keySet())
        .isNotEmpty()
        .allMatch(property -> page.contains("`" + property + "`"));
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
    "cloakroom.cookie.max-age, 8, 'cloakroom.cookie.max-age is 8, but must be a duration with its unit'",
    "cloakroom.cookie.max-age, abc, 'cloakroom.cookie.max-age is abc, but must be a duration'",
    "cloakroom.cookie.max-age, '', 'cloakroom.cookie.max-age is , but must be a duration'",
    "cloakroom.cookie.expires, tomorrow, 'cloakroom.cookie.expires is tomorrow, but must be a time'",
    "cloakroom.cookie.http-only, treu, 'cloakroom.cookie.http-only is treu, but must be true or false'",
    "cloakroom.cookie.same-site, loose, 'same-site is loose, but must be one of: strict, lax'",
    "cloakroom.enabled, flase, 'cloakroom.enabled is flase, but must be true or false'",
    "cloakroom.rolling, 1, 'cloakroom.rolling is 1, but must be true or false'",
    "cloakroom.store.ttl, 1800, 'cloakroom.store.ttl is 1800, but must be a duration with its unit'",
    "cloakroom.store.ttl, 1.5h, 'cloakroom.store.ttl is 1.5h, but must be a duration'",
    "cloakroom.store.scan-count, 99999999999, 'cloakroom.store.scan-count is 99999999999, but must be a whole number'",
    "cloakroom.store.user-index, '', 'cloakroom.store.user-index must name an attribute'",
    "cloakroom.store.scan-count, many, 'cloakroom.store.scan-count is many, but must be a whole number'",
    "cloakroom.resilience.retries, 2.5, 'cloakroom.resilience.retries is 2.5, but must be a whole'",
    "cloakroom.store.tll, 8h, 'cloakroom.store.tll is unknown. Known below cloakroom.store: '",
    "cloakroom.store.serializer, json, 'cloakroom.store.serializer is no property: make a bean of SessionSerializer'",
    "cloakroom.store.clock, x, 'is no property: set it by a BeanCreatedEventListener of RedisSessionStoreBuilder'",
    "cloakroom.secret, '${NOT_SET_ANYWHERE}', 'cloakroom.secret: Could not resolve placeholder ${NOT_SET_ANYWHERE}'",
    "cloakroom.store.touch-after, 30d, '(in properties: cloakroom.store.touch-after)'",
    "cloakroom.store.ttl, 0s, '(in properties: cloakroom.store.ttl, cloakroom.store.disable-ttl)'",
    "cloakroom.name, __Secure-sid, '(in properties: cloakroom.cookie.secure)'",
    "cloakroom.coookie.path, /, 'cloakroom.coookie.path is unknown'",
    "cloakroom.secrte, x, 'cloakroom.secrte is unknown. Known below cloakroom: '",
  })
  void whatCannotBeRightIsAnErrorAtTheStartThatNamesIt(
      String property, String value, String problem) {
    assertThatThrownBy(
            () -> TestSite.over(commands, "configuration", Map.of(property, value)).close())
        .hasStackTraceContaining(problem);
  }

  @Test
  void classesOfTheApplicationAreAllowedByName() throws Exception {
    String cart = Cart.class.getName();
    for (String allow : List.of(cart, "com.acme.*, " + Cart.class.getPackageName() + ".*")) {
      try (TestSite site =
          TestSite.over(commands, "configuration", Map.of("cloakroom.store.allow", allow))) {
        String cookie = TestSite.cookie(site.get("/shop/fill"));
        assertThat(site.get("/shop/cart", "Cookie", cookie).body()).isEqualTo("Cart[items=3]");
      }
    }
    assertThatThrownBy(
            () ->
                TestSite.over(
                        commands, "configuration", Map.of("cloakroom.store.allow", "com.acme.Crat"))
                    .close())
        .hasStackTraceContaining("there is no class com.acme.Crat")
        .hasStackTraceContaining("all classes of a package com.example.*");
  }

  @Test
  void aNestedClassThatIsWrittenWithADotIsProposedAsItIsWritten() {
    assertThatThrownBy(
            () ->
                TestSite.over(
                        commands,
                        "configuration",
                        Map.of("cloakroom.store.allow", "java.util.Map.Entry"))
                    .close())
        .hasStackTraceContaining("Did you mean java.util.Map$Entry?");
  }

  @Test
  void aClassThatIsNotAllowedIsRefusedByTheNameOfTheProperty() {
    try (TestSite site = TestSite.over(commands, "configuration")) {
      Session session = SideStore.of(site).newSession();
      session.put("cart", new Cart(3));

      assertThatThrownBy(() -> SideStore.of(site).save(session).join())
          .hasMessageContaining("add " + Cart.class.getName() + " to cloakroom.store.allow");
    }
  }

  @Test
  void secretAndSecretsTogetherAreAnError() {
    assertThatThrownBy(
            () ->
                TestSite.over(commands, "configuration", Map.of("cloakroom.secrets", "another"))
                    .close())
        .hasStackTraceContaining("cloakroom.secret and cloakroom.secrets are both set");
  }

  /** What an application puts into its sessions. */
  public record Cart(int items) {}

  private static final class SideStore {

    @SuppressWarnings("unchecked") // the context knows raw classes
    static io.micronaut.session.SessionStore<Session> of(TestSite site) {
      return site.bean(io.micronaut.session.SessionStore.class);
    }
  }

  @Test
  void micronautRedisSwitchedOnAndLeftInPlaceDoesNotCompete() throws Exception {
    Map<String, Object> properties =
        Map.of("micronaut.session.http.redis.enabled", true, "redis.uri", "redis://127.0.0.1:1");
    try (TestSite site = TestSite.over(commands, "configuration", properties)) {
      assertThat(site.bean(io.micronaut.session.SessionStore.class))
          .isInstanceOf(MicronautSessionStore.class);
      String cookie = TestSite.cookie(site.get("/shop/set"));
      assertThat(site.get("/shop/get", "Cookie", cookie).body()).isEqualTo("red");
    }
  }

  @Test
  void propertiesAreKnownInEverySpelling() {
    Map<String, Object> properties =
        Map.of(
            "cloakroom.store.touchAfter", "1m",
            "cloakroom.cookie.max-age", "PT8H",
            "cloakroom.on-handler-error", "DROP",
            "cloakroom.store.on-conflict", "overwrite",
            "cloakroom.rolling", "ON");

    TestSite.over(commands, "configuration", properties).close();
  }

  private static Stream<Arguments> numbersThatFitNowhere() {
    return Stream.of(
        Arguments.of("cloakroom.store.touch-after", 60),
        Arguments.of("cloakroom.store.scan-count", 2.5));
  }

  @ParameterizedTest
  @MethodSource("numbersThatFitNowhere")
  void aNumberInAFileIsNotGuessed(String property, Number inFile) {
    assertThatThrownBy(
            () -> TestSite.over(commands, "configuration", Map.of(property, inFile)).close())
        .hasStackTraceContaining(property + " is " + inFile);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "NO", "off"})
  void everySpellingOfFalseLeavesMicronautsOwnSessions(String no) {
    try (TestSite site = TestSite.of("configuration", Map.of("cloakroom.enabled", no))) {
      assertThat(site.bean(io.micronaut.session.SessionStore.class))
          .isInstanceOf(io.micronaut.session.InMemorySessionStore.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CLOAKROOM_COOKIE_MAX_AGE, 8, 'cloakroom.cookie.max-age is 8, but must be a duration'",
    "CLOAKROOM_COOKIE_MAXAGE, 8h, 'Did you mean CLOAKROOM_COOKIE_MAX_AGE?'",
    "CLOAKROOM_ONUNAVAILABLE, go_on, 'Did you mean CLOAKROOM_ON_UNAVAILABLE?'",
    "CLOAKROOM_STORE_TTL, '', 'cloakroom.store.ttl is , but must be a duration'",
  })
  void anEnvironmentVariableThatMicronautPassesOverIsAnErrorAtTheStart(
      String variable, String value, String problem) {
    assertThatThrownBy(() -> startWith(Map.of(variable, value))).hasStackTraceContaining(problem);
  }

  @Test
  void aCombinationThatIsRefusedNamesItsProperties() {
    Map<String, Object> properties =
        Map.of(
            "cloakroom.shared-with-express",
            true,
            "cloakroom.store.encryption-keys",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    assertThatThrownBy(() -> TestSite.over(commands, "configuration", properties).close())
        .hasStackTraceContaining("(in properties: cloakroom.store.encryption-keys)");
  }

  @ParameterizedTest
  @CsvSource({
    "cloakroom.save-uninitialised, 'cloakroom.save-uninitialised is unknown'",
    "cloakroom.secrte, 'cloakroom.secrte is unknown'",
    "cloakroom.cookie.htp-only, 'cloakroom.cookie.htp-only is unknown. Known below'",
    "cloakroom.cookiemaxage, 'Did you mean cloakroom.cookie.max-age?'",
  })
  void aSystemPropertyThatIsMisspeltIsAnErrorAtTheStart(String name, String problem) {
    System.setProperty(name, "true");
    try {
      assertThatThrownBy(() -> startWith(Map.of())).hasStackTraceContaining(problem);
    } finally {
      System.clearProperty(name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloakroom.redis.password",
        "cloakroom.express",
        "cloakroom.tck.report",
        "cloakroom"
      })
  void otherSystemPropertiesAreNotOurs(String name) {
    String before = System.getProperty(name);
    System.setProperty(name, "x");
    try {
      startWith(Map.of());
    } finally {
      if (before == null) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, before);
      }
    }
  }

  @Test
  void otherEnvironmentVariablesAreNotOurs() {
    startWith(
        Map.of(
            "CLOAKROOM_REDIS_PASSWORD",
            "x",
            "CLOAKROOM_SECRET1", // as a placeholder may name it
            "x",
            "CLOAKROOM_RESILIENCE_MAX_WAITING",
            "2147483647",
            "CLOAKROOM_ROLLING",
            "on",
            "CLOAKROOM_SECRETS_1",
            "y"));
  }

  /** Environment variables, as Micronaut reads them. */
  private static final class Variables extends MapPropertySource {

    Variables(Map<String, Object> variables) {
      super("environment", variables);
    }

    @Override
    public PropertyConvention getConvention() {
      return PropertyConvention.ENVIRONMENT_VARIABLE;
    }
  }

  private void startWith(Map<String, Object> environment) {
    Map<String, Object> properties = TestSite.properties("configuration", Map.of());
    properties.remove("cloakroom.secret");
    properties.put("cloakroom.secrets[0]", "a secret of at least thirty-two bytes");
    try (ApplicationContext context =
        TestSite.application(properties).propertySources(new Variables(environment)).build()) {
      context.registerSingleton(RedisCommands.class, commands);
      context.start();
    }
  }

  @Test
  void idesKnowEveryPropertyThatThereIs() throws IOException {
    Set<String> described = new TreeSet<>();
    Matcher names =
        Pattern.compile("\"name\":\"(cloakroom\\.[^\"]+)\",\"type\"").matcher(metadata());
    while (names.find()) {
      described.add(names.group(1));
    }
    described.removeAll(
        Set.of(
            "cloakroom.store",
            "cloakroom.resilience",
            "cloakroom.cookie",
            "cloakroom.metrics",
            "cloakroom.sessions-page"));

    assertThat(described).isEqualTo(new KnownProperties().types().keySet()).hasSizeGreaterThan(35);
  }

  @Test
  void everyOptionOfTheBuildersIsAPropertyOrABean() {
    Set<String> known = new KnownProperties().types().keySet();
    Set<String> beans =
        Set.of("serializer", "encryption", "foreignRecords", "clock", "observer", "tracer");
    Set<String> otherwise =
        Set.of("compression", "genid", "listener", "cookie", "resilience", "store", "sharedWith");

    assertThat(
            Stream.of(
                    options(RedisSessionStoreBuilder.class, "store."),
                    options(SessionEngineBuilder.class, ""),
                    options(CookieOptions.class, "cookie."),
                    options(Resilience.Builder.class, "resilience."))
                .flatMap(options -> options))
        .filteredOn(option -> !beans.contains(last(option)) && !otherwise.contains(last(option)))
        .hasSizeGreaterThan(25)
        .allSatisfy(
            option -> assertThat(known).contains("cloakroom." + NameUtils.hyphenate(option)));
  }

  private static Stream<String> options(Class<?> builder, String prefix) {
    return Arrays.stream(builder.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> method.getReturnType() == builder)
        .map(method -> prefix + method.getName());
  }

  private static String last(String option) {
    return option.substring(option.indexOf('.') + 1);
  }

  /** The descriptions of all modules, as IDEs read them. */
  private static String metadata() throws IOException {
    StringBuilder all = new StringBuilder();
    for (URL part :
        Collections.list(
            EngineConfiguration.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream in = part.openStream()) {
        all.append(new String(in.readAllBytes(), UTF_8));
      }
    }
    return all.toString();
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

    @Get("/fill")
    String fill(Session session) {
      session.put("cart", new Cart(3));
      return "filled";
    }

    @Get("/cart")
    String cart(Session session) {
      return session.get("cart", Cart.class).map(Cart::toString).orElse("none");
    }

    @Get("/get")
    String get(Session session) {
      return session.get("color", String.class).orElse("none");
    }
  }
}
