package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.core.io.Writable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.types.files.SystemFile;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A log-in whose response can't be encoded: Micronaut sends an error that no filter sees, and the
 * session has its new id by then.
 */
class UnencodableBodyTest {

  private static final String SPEC = "unencodable";

  @ParameterizedTest
  @ValueSource(
      strings = {"cyclic", "getter", "file", "writable", "flux", "mono", "media-type", "thrown"})
  void H6_theErrorSentInsteadOfTheBodyHasTheCookieOnce(String path) throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), SPEC)) {
      assertThatTheLogInIsKept(site, path);
    }
  }

  @ParameterizedTest
  @CsvSource({"cyclic, of its own", "cyclic, throws", "writable, of its own", "thrown, of its own"})
  void H6_soHasAnErrorThatTheApplicationMakes(String path, String errors) throws Exception {
    try (TestSite site =
        TestSite.over(InMemoryRedisCommands.create(), SPEC, Map.of("errors", errors))) {
      assertThatTheLogInIsKept(site, path);
    }
  }

  private static void assertThatTheLogInIsKept(TestSite site, String path) throws Exception {
    String before = TestSite.cookie(site.get("/unencodable/begin"));

    var answer = site.get("/unencodable/" + path, "Cookie", before);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(TestSite.cookies(answer)).hasSize(1).doesNotContain(before);
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private");
    assertThat(site.get("/unencodable/user", "Cookie", TestSite.cookie(answer)).body())
        .isEqualTo("ada");
    assertThat(TestSite.cookies(site.get("/unencodable/no-session"))).isEmpty();
  }

  public static class Cyclic {
    public Cyclic getSelf() {
      return this;
    }
  }

  public static class Throwing {
    public String getName() {
      throw new IllegalStateException("as it should");
    }
  }

  @Controller("/unencodable")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Pages {

    @Get("/begin")
    String begin(RequestSession session) {
      return logIn(session, "guest", () -> "begun");
    }

    @Get("/user")
    String user(RequestSession session) {
      return session.get("user", String.class);
    }

    @Get("/no-session")
    Cyclic noSession() {
      return new Cyclic();
    }

    @Get("/cyclic")
    Cyclic cyclic(RequestSession session) {
      return logIn(session, "ada", Cyclic::new);
    }

    @Get("/getter")
    Throwing getter(RequestSession session) {
      return logIn(session, "ada", Throwing::new);
    }

    @Get("/file")
    SystemFile file(RequestSession session) {
      return logIn(session, "ada", () -> new SystemFile(new File("/missing/of.pdf")));
    }

    @Get("/writable")
    Writable writable(RequestSession session) {
      return logIn(
          session,
          "ada",
          () ->
              out -> {
                throw new IOException("as it should");
              });
    }

    @Get("/flux")
    Publisher<Object> flux(RequestSession session) {
      return logIn(session, "ada", () -> Flux.just(new Cyclic()));
    }

    @Get("/mono")
    Mono<Object> mono(RequestSession session) {
      return logIn(session, "ada", () -> Mono.just(new Cyclic()));
    }

    @Get(value = "/media-type", produces = "application/x-unknown")
    Map<String, Object> mediaType(RequestSession session) {
      return logIn(session, "ada", () -> Map.of("a", 1));
    }

    @Get("/thrown")
    String thrown(RequestSession session) {
      return logIn(
          session,
          "ada",
          () -> {
            throw new IllegalStateException("as it should");
          });
    }

    private static <T> T logIn(RequestSession session, String user, Supplier<T> page) {
      session.regenerate(SessionData.KEEP);
      session.set("user", user);
      return page.get();
    }
  }

  /** Answers all errors with one object. */
  @Singleton
  @Requires(property = "errors")
  static class Errors implements ErrorResponseProcessor<String> {

    private final MutableHttpResponse<String> error =
        HttpResponse.<String>serverError().body("an error").contentType(MediaType.TEXT_PLAIN_TYPE);
    private final Environment environment;

    Errors(Environment environment) {
      this.environment = environment;
    }

    @Override
    public MutableHttpResponse<String> processResponse(
        ErrorContext context, MutableHttpResponse<?> base) {
      if (environment.getRequiredProperty("errors", String.class).equals("throws")) {
        throw new IllegalStateException("as it should");
      }
      return error;
    }
  }
}
