package io.cloakroom.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.micronaut.TestSite;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.micronaut.aop.Around;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.InterceptorBinding;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Type;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import jakarta.inject.Singleton;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application runs around a handler finds a session, although it cannot wait for one. */
class AroundHandlersSideBySideTest {

  private static final String SPEC = "around-handlers-side-by-side";

  private static SideBySide both;

  @BeforeAll
  static void start() {
    both = new SideBySide(SPEC, Map.of());
  }

  @AfterAll
  static void stop() {
    both.close();
  }

  @Test
  void H33_bindersByTypeFindASessionWhereThereIsOne() throws Exception {
    assertSame("/bound/by-type");
  }

  @Test
  void H33_bindersByAnnotationFindASessionWhereThereIsOne() throws Exception {
    assertSame("/bound/by-annotation");
  }

  @Test
  void H33_interceptorsFindASessionWhereThereIsOne() throws Exception {
    assertSame("/intercepted");
  }

  @Test
  void H33_bindersOfErrorMethodsFindASessionWhereThereIsOne() throws Exception {
    assertSame("/failing");
  }

  @Test
  void H33_bindersOfFilterMethodsFindASessionWhereThereIsOne() throws Exception {
    assertSame("/filtered");
  }

  private static void assertSame(String path) throws Exception {
    Map<String, List<String>> ours = SideBySide.answers(both.ours(), path);

    assertThat(ours).isEqualTo(SideBySide.answers(both.stock(), path));
    assertThat(ours.get("valid").get(0)).contains("ada");
  }

  @Test
  void H33_interceptorsBoundByAnAnnotationFindASessionWhereThereIsOne() throws Exception {
    assertSame("/intercepted-by-binding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "measured"})
  void H1_aHandlerWithNothingOfTheApplicationAroundItCostsNothing(String path) throws Exception {
    String valid = SideBySide.visitors(both.ours()).get("valid");
    both.redis().goAway();
    try {
      assertThat(both.ours().get("/" + path, "Cookie", valid).body()).isEqualTo(path);
    } finally {
      both.redis().comeBack();
    }
  }

  @Test
  void H23_anEventLoopDoesNotWaitHoweverFastTheAnswerWouldBe() throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), SPEC)) {
      String valid = SideBySide.visitors(site).get("valid");

      assertThat(site.get("/asks", "Cookie", valid).body())
          .contains("is not loaded, and an event loop must not wait for it");
    }
  }

  private static String seen(HttpRequest<?> request) {
    return SessionForRequest.find(request)
        .flatMap(session -> session.get("user", String.class))
        .orElse("none");
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

    @Get("/plain")
    String plain() {
      return "plain";
    }

    @Get("/measured")
    @Measured
    String measured() {
      return "measured";
    }

    @Get("/asks")
    String asks(HttpRequest<?> request) {
      try {
        return seen(request);
      } catch (IllegalStateException e) {
        return e.getMessage();
      }
    }

    @Get("/bound/by-type")
    String boundByType(CurrentUser visitor) {
      return visitor.name();
    }

    @Get("/bound/by-annotation")
    String boundByAnnotation(@Visiting String visitor) {
      return visitor;
    }

    @Get("/intercepted")
    @Greeted
    String intercepted() {
      return "Hello ";
    }
  }

  @Controller(value = "/intercepted-by-binding", produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class PageOfABoundInterceptor {

    @Get
    @Welcomed
    String intercepted() {
      return "Hello ";
    }
  }

  @Controller(value = "/failing", produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class FailingPage {

    @Get
    String fail() {
      throw new UnsupportedOperationException();
    }

    @Error
    String failed(UnsupportedOperationException failure, CurrentUser visitor) {
      return "failed for " + visitor.name();
    }
  }

  /** Micronaut 5 runs filters without an order before the one for sessions, and 4 after it. */
  @ServerFilter("/filtered")
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class VisitorFilter implements Ordered {

    @Override
    public int getOrder() {
      return ServerFilterPhase.SECURITY.order();
    }

    @RequestFilter
    HttpResponse<String> answer(CurrentUser visitor) {
      return HttpResponse.ok("filtered for " + visitor.name()).contentType(MediaType.TEXT_PLAIN);
    }
  }

  record CurrentUser(String name) {}

  @Bindable
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Visiting {}

  @Around
  @Type(Greeter.class)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Greeted {}

  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Welcomed {}

  @InterceptorBean(Welcomed.class)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Welcomer implements MethodInterceptor<Object, Object> {

    @Override
    public Object intercept(MethodInvocationContext<Object, Object> call) {
      return call.proceed() + seen(ServerRequestContext.currentRequest().orElseThrow());
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class VisitorBinder implements TypedRequestArgumentBinder<CurrentUser> {

    @Override
    public Argument<CurrentUser> argumentType() {
      return Argument.of(CurrentUser.class);
    }

    @Override
    public BindingResult<CurrentUser> bind(
        ArgumentConversionContext<CurrentUser> context, HttpRequest<?> request) {
      CurrentUser visitor = new CurrentUser(seen(request));
      return () -> Optional.of(visitor);
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class VisitingBinder implements AnnotatedRequestArgumentBinder<Visiting, Object> {

    @Override
    public Class<Visiting> getAnnotationType() {
      return Visiting.class;
    }

    @Override
    public BindingResult<Object> bind(
        ArgumentConversionContext<Object> context, HttpRequest<?> request) {
      Object visitor = seen(request);
      return () -> Optional.of(visitor);
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Greeter implements MethodInterceptor<Object, Object> {

    @Override
    public Object intercept(MethodInvocationContext<Object, Object> call) {
      return call.proceed() + seen(ServerRequestContext.currentRequest().orElseThrow());
    }
  }
}
