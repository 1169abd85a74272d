package io.cloakroom.demo.caches;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every application with sessions behind every shared cache. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BehindSharedCache {

  private static final List<String> METHODS = List.of("GET", "HEAD", "GET");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Supplier<Origin> application;
  private final SharedCache.Program program;
  private Origin origin;
  private SharedCache cache;

  BehindSharedCache(Supplier<Origin> application, SharedCache.Program program) {
    this.application = application;
    this.program = program;
  }

  @BeforeAll
  void start() throws Exception {
    origin = application.get();
    cache = SharedCache.start(program, origin.port());
  }

  @AfterAll
  void stop() throws Exception {
    cache.close();
    origin.close();
  }

  private HttpResponse<String> send(int port, String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(cache.port(), "GET", path, headers);
  }

  /** The cookie of a visitor who has a session with their name in it. */
  private String cookieOf(String visitor) throws Exception {
    return cookies(send(origin.port(), "GET", "/session/begin", Origin.VISITOR, visitor)).get(0);
  }

  private static List<String> cookies(HttpResponse<?> response) {
    return response.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = CachedPage.class,
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"PLAIN.*"})
  void whatNeverAskedForTheSessionIsServedByTheCache(CachedPage page) throws Exception {
    get(page.path());
    int asked = origin.requests(page);

    HttpResponse<String> second = get(page.path(), "Cookie", cookieOf("Ann"));

    assertThat(second.body()).isEqualTo("for everybody");
    assertThat(origin.requests(page)).isEqualTo(asked).isPositive();
  }

  @ParameterizedTest
  @EnumSource(
      value = CachedPage.class,
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"BEGIN.*"})
  void nobodyGetsTheCookieOfAnother(CachedPage page) throws Exception {
    List<String> all = new ArrayList<>();
    for (String method : METHODS) {
      for (String visitor : List.of("Ann", "Bob")) {
        HttpResponse<String> response =
            send(cache.port(), method, page.path(), Origin.VISITOR, visitor);
        if (page.begins()) {
          assertThat(cookies(response)).hasSize(1);
          if (method.equals("GET")) {
            assertThat(response.body()).isEqualTo("begun by " + visitor);
          }
        }
        all.addAll(cookies(response));
      }
    }
    assertThat(all).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(
      value = CachedPage.class,
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"READ.*"})
  void nobodyGetsThePageOfAnother(CachedPage page) throws Exception {
    if (page == CachedPage.READ_PUBLIC) {
      return; // see below
    }
    seeTheirOwn(page, page.path(), "null", "Ann", "Bob", "null", "Ann");
  }

  @ParameterizedTest
  @EnumSource(
      value = CachedPage.class,
      names = {"READ", "READ_OLD", "READ_TAGGED"})
  void nobodyGetsThePageThatWasMadeForAVisitorWithoutASession(CachedPage page) throws Exception {
    String path = page.path().replace("/session/", "/nullable/");
    if (origin instanceof MicronautOrigin) {
      seeTheirOwn(page, path, "null", "Ann", "null", "Bob");
    }
  }

  private void seeTheirOwn(CachedPage page, String path, String... visitors) throws Exception {
    SoftAssertions seen = new SoftAssertions();
    for (String method : METHODS) {
      for (String visitor : visitors) {
        String cookie = visitor.equals("null") ? "other=1" : cookieOf(visitor);
        int asked = origin.requests(page);
        HttpResponse<String> response = send(cache.port(), method, path, "Cookie", cookie);
        if (method.equals("GET")) {
          seen.assertThat(response.body()).as(method).isEqualTo("for " + visitor);
        }
        seen.assertThat(response.statusCode()).isEqualTo(page.status(false));
        seen.assertThat(origin.requests(page)).as("asked for again").isGreaterThan(asked);
        seen.assertThat(cookies(response)).isEmpty();
      }
    }
    seen.assertAll();
  }

  @ParameterizedTest
  @EnumSource(
      value = CachedPage.class,
      names = {"READ_TAGGED"})
  void aConditionalRequestGetsNobodyElsesPage(CachedPage page) throws Exception {
    HttpResponse<String> first = get(page.path(), "Cookie", cookieOf("Ann"));

    HttpResponse<String> confirmed =
        get(page.path(), "Cookie", cookieOf("Ann"), "If-None-Match", "\"1\"");
    HttpResponse<String> second = get(page.path(), "Cookie", cookieOf("Bob"));

    assertThat(first.body()).isEqualTo("for Ann");
    assertThat(confirmed.statusCode()).isEqualTo(304);
    assertThat(confirmed.body()).isEmpty();
    assertThat(second.body()).isEqualTo("for Bob");
  }

  /** "public" is what the handler says itself: the page is everybody's. Cookies never are. */
  @ParameterizedTest
  @EnumSource(
      value = CachedPage.class,
      names = {"READ_PUBLIC"})
  void whatTheHandlerCallsPublicIsServedByTheCache(CachedPage page) throws Exception {
    get(page.path());
    int asked = origin.requests(page);

    HttpResponse<String> second = get(page.path(), "Cookie", cookieOf("Bob"));

    assertThat(origin.requests(page)).isEqualTo(asked);
    assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
  }

  /** A cache asks again with what it holds; what comes with the 304 is for one visitor only. */
  @ParameterizedTest
  @EnumSource(
      value = CachedPage.class,
      names = {"BEGIN_AT_REVALIDATION"})
  void aCookieThatComesWhenACacheAsksAgainGoesToOneVisitor(CachedPage page) throws Exception {
    get(page.path());
    List<String> all = new ArrayList<>();
    for (String visitor : List.of("Ann", "Bob", "Cid")) {
      all.addAll(cookies(get(page.path(), Origin.VISITOR, visitor, "Cache-Control", "max-age=0")));
      all.addAll(cookies(get(page.path(), Origin.VISITOR, visitor)));
    }

    assertThat(all).doesNotHaveDuplicates();
  }
}
