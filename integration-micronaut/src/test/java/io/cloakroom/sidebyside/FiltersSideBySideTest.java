package io.cloakroom.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.micronaut.TestSite;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Filters of every phase and kind find a session exactly where Micronaut's own module shows one.
 */
class FiltersSideBySideTest {

  private static final String SPEC = "filters-side-by-side";

  private static SideBySide both;

  @BeforeAll
  static void start() {
    both = new SideBySide(SPEC, Map.of());
  }

  @AfterAll
  static void stop() {
    both.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/probed/page",
        "/probed/nowhere",
        "/secret/by-method",
        "/secret/by-legacy-filter",
        "/secret/by-argument",
        "/secret/without-order",
        "/secret/by-attribute"
      })
  void H33_filtersFindASessionWhereThereIsOne(String path) throws Exception {
    Map<String, List<String>> ours = SideBySide.answers(both.ours(), path);

    assertThat(ours).isEqualTo(SideBySide.answers(both.stock(), path));
    if (path.startsWith("/secret") && !path.endsWith("without-order")) { // Micronaut 5: order 0
      assertThat(ours.values().stream().map(answer -> answer.get(0)))
          .containsExactly(
              "none: 401 ",
              "empty: 401 ",
              "garbage: 401 ",
              "forged: 401 ",
              "ended: 401 ",
              "valid: 200 secret");
    }
  }

  @Test
  void H33_aRequestWithoutASignedIdIsRefusedWithoutRedis() throws Exception {
    Map<String, String> visitors = SideBySide.visitors(both.ours());
    both.redis().goAway();
    try {
      for (String visitor : List.of("none", "empty", "garbage", "forged")) {
        assertThat(both.ours().get("/secret/by-method", "Cookie", visitors.get(visitor)))
            .as(visitor)
            .returns(401, response -> response.statusCode());
      }
      assertThat(both.ours().get("/secret/by-method", "Cookie", visitors.get("valid")))
          .returns(503, response -> response.statusCode());
    } finally {
      both.redis().comeBack();
    }
  }

  @Test
  void H1_pagesThatNoFilterWatchesCostNothing() throws Exception {
    String valid = SideBySide.visitors(both.ours()).get("valid");
    both.redis().goAway();
    try {
      assertThat(both.ours().get("/unwatched", "Cookie", valid).body()).isEqualTo("unwatched");
    } finally {
      both.redis().comeBack();
    }
  }

  /** In whatever order the methods of a path are asked for. */
  @Test
  void H33_aFilterOfOneMethodFindsTheSessionThereAndCostsTheOthersNothing() throws Exception {
    String valid = SideBySide.visitors(both.ours()).get("valid");
    for (String path : List.of("/posted/first", "/posted/second")) {
      if (path.endsWith("second")) {
        assertThat(both.ours().post(path, "", "Cookie", valid).body()).isEqualTo("posted by ada");
      }
      both.redis().goAway();
      try {
        assertThat(both.ours().get(path, "Cookie", valid).body()).isEqualTo("unwatched");
      } finally {
        both.redis().comeBack();
      }
      assertThat(both.ours().post(path, "", "Cookie", valid).body()).isEqualTo("posted by ada");
    }
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Pages {

    private final SessionStore<Session> sessions;

    Pages(SessionStore<Session> sessions) {
      this.sessions = sessions;
    }

    @Get(SideBySide.BEGIN)
    String begin(Session session) {
      session.put("user", "ada");
      return "begun";
    }

    @Get("/end")
    CompletableFuture<String> end(Session session) {
      return sessions.deleteSession(session.getId()).thenApply(String::valueOf);
    }

    @Get("/probed/page")
    String probed(HttpRequest<?> request) {
      return request.getAttribute("probes", String.class).orElse("");
    }

    @Get("/secret/{+rest}")
    String secret(String rest) {
      return "secret";
    }

    @Get("/posted/{+rest}")
    String unwatched(String rest) {
      return "unwatched";
    }

    @Post(value = "/posted/{+rest}", consumes = MediaType.ALL)
    String posted(HttpRequest<?> request, String rest) {
      return "posted by " + request.getAttribute("who", String.class).orElse("nobody");
    }

    @Get("/unwatched")
    String unwatched() {
      return "unwatched";
    }
  }

  @ServerFilter(value = "/posted/**", methods = HttpMethod.POST)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class OfPosts {

    @RequestFilter
    @Order(29250)
    void who(HttpRequest<?> request) {
      request.setAttribute("who", seen(request));
    }
  }

  private static String seen(HttpRequest<?> request) {
    return SessionForRequest.find(request)
        .map(session -> session.get("user", String.class).orElse("nobody"))
        .orElse("none");
  }

  private static void note(String probe, HttpRequest<?> request) {
    String before = request.getAttribute("probes", String.class).orElse("");
    request.setAttribute("probes", before + probe + ": " + seen(request) + ", ");
  }

  @ServerFilter("/probed/**")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Probes {

    @RequestFilter
    @Order(-1000)
    void first(HttpRequest<?> request) {
      note("first", request);
    }

    @RequestFilter
    @Order(9000)
    void metrics(HttpRequest<?> request) {
      note("metrics", request);
    }

    @RequestFilter
    @Order(19000)
    void tracing(HttpRequest<?> request) {
      note("tracing", request);
    }

    @RequestFilter
    @Order(28751)
    void beforeSession(HttpRequest<?> request) {
      note("before session", request);
    }

    @RequestFilter
    @Order(29250)
    void afterSession(HttpRequest<?> request) {
      note("after session", request);
    }

    @RequestFilter
    @Order(39000)
    void security(HttpRequest<?> request) {
      note("security", request);
    }

    @RequestFilter
    @Order(49000)
    void rendering(HttpRequest<?> request) {
      note("rendering", request);
    }

    @RequestFilter
    @Order(59000)
    void last(HttpRequest<?> request) {
      note("last", request);
    }

    @RequestFilter
    void withoutOrder(HttpRequest<?> request) {
      note("without order", request);
    }
  }

  /** A filter of the older kind, which sees the request and the response. */
  abstract static class LegacyProbe implements HttpServerFilter {

    private final int order;

    LegacyProbe(int order) {
      this.order = order;
    }

    @Override
    public int getOrder() {
      return order;
    }

    @Override
    public Publisher<MutableHttpResponse<?>> doFilter(
        HttpRequest<?> request, ServerFilterChain chain) {
      note("legacy " + order, request);
      return Flux.from(chain.proceed(request))
          .map(response -> response.header("probe-" + order, seen(request)));
    }
  }

  @Filter("/probed/**")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class LegacyWithoutOrder extends LegacyProbe {
    LegacyWithoutOrder() {
      super(0);
    }
  }

  @Filter("/probed/**")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class LegacyTracing extends LegacyProbe {
    LegacyTracing() {
      super(ServerFilterPhase.TRACING.order());
    }
  }

  @Filter("/probed/**")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class LegacySecurity extends LegacyProbe {
    LegacySecurity() {
      super(ServerFilterPhase.SECURITY.order());
    }
  }

  @Filter("/probed/**")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class LegacyLast extends LegacyProbe {
    LegacyLast() {
      super(ServerFilterPhase.LAST.order());
    }
  }

  @ServerFilter
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Gates {

    @RequestFilter("/secret/by-method")
    @Order(39000)
    @Nullable
    HttpResponse<?> byMethod(HttpRequest<?> request) {
      return SessionForRequest.find(request).isPresent() ? null : HttpResponse.unauthorized();
    }

    @RequestFilter("/secret/by-argument")
    @Order(39000)
    @Nullable
    HttpResponse<?> byArgument(@Nullable Session session) {
      return session != null ? null : HttpResponse.unauthorized();
    }

    @RequestFilter("/secret/without-order")
    @Nullable
    HttpResponse<?> withoutOrder(HttpRequest<?> request) {
      return SessionForRequest.find(request).isPresent() ? null : HttpResponse.unauthorized();
    }

    @RequestFilter("/secret/by-attribute")
    @Order(39000)
    @Nullable
    HttpResponse<?> byAttribute(HttpRequest<?> request) {
      return request.getAttributes().contains("micronaut.SESSION")
          ? null
          : HttpResponse.unauthorized();
    }
  }

  @Filter("/secret/by-legacy-filter")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class LegacyGate implements HttpServerFilter {

    @Override
    public int getOrder() {
      return ServerFilterPhase.SECURITY.order();
    }

    @Override
    public Publisher<MutableHttpResponse<?>> doFilter(
        HttpRequest<?> request, ServerFilterChain chain) {
      return SessionForRequest.find(request).isPresent()
          ? chain.proceed(request)
          : Flux.just(HttpResponse.unauthorized());
    }
  }
}
