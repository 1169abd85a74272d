package io.cloakroom.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.micronaut.TestSite;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** micronaut-security lets in whom it lets in with Micronaut's own sessions, and nobody else. */
class SecuritySideBySideTest {

  private static final String SPEC = "security-side-by-side";

  private static final Map<String, Object> BY_SESSION =
      Map.of(
          "micronaut.security.enabled", true,
          "micronaut.security.authentication", "session",
          "micronaut.security.redirect.enabled", false);

  @Test
  void H33_micronautSecurityReadsTheSession() throws Exception {
    compare(BY_SESSION, "/me");
  }

  @Test
  void H33_managementEndpointsKnowWhoIsLoggedIn() throws Exception {
    try (SideBySide both = new SideBySide(SPEC, BY_SESSION)) {
      Map<String, List<String>> ours = SideBySide.answers(both.ours(), "/desk");

      assertThat(ours).isEqualTo(SideBySide.answers(both.stock(), "/desk"));
      assertThat(ours.get("valid")).containsExactly("valid: 200 desk of ada");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rule", "fetcher"})
  void H33_securityRulesAndFetchersReadTheSession(String gate) throws Exception {
    compare(Map.of("micronaut.security.enabled", true, "gate", gate), "/me");
  }

  private static void compare(Map<String, Object> properties, String path) throws Exception {
    try (SideBySide both = new SideBySide(SPEC, properties)) {
      Map<String, List<String>> ours = SideBySide.answers(both.ours(), path);

      assertThat(ours).isEqualTo(SideBySide.answers(both.stock(), path));
      assertThat(ours.get("valid").get(0)).contains("200");
      assertThat(ours.values().stream().map(answer -> answer.get(0)).filter(a -> a.contains("401")))
          .hasSize(5);
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
    @Secured(SecurityRule.IS_ANONYMOUS)
    String begin(Session session) {
      session.put("user", "ada");
      session.put("micronaut.AUTHENTICATION", Authentication.build("ada"));
      return "begun";
    }

    @Get("/end")
    @Secured(SecurityRule.IS_ANONYMOUS)
    CompletableFuture<String> end(Session session) {
      return sessions.deleteSession(session.getId()).thenApply(String::valueOf);
    }

    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    String me(@Nullable Authentication who) {
      return "for " + (who == null ? "nobody" : who.getName());
    }
  }

  @Endpoint(id = "desk", defaultSensitive = false)
  @Requires(property = TestSite.SPEC, value = SPEC)
  static class Desk {

    @Read(produces = MediaType.TEXT_PLAIN)
    String desk(@Nullable Principal who) {
      return "desk of " + (who == null ? "nobody" : who.getName());
    }
  }

  private static boolean isKnown(@Nullable HttpRequest<?> request) {
    return request != null
        && SessionForRequest.find(request).flatMap(it -> it.get("user", String.class)).isPresent();
  }

  @Singleton
  @Requires(property = "gate", value = "rule")
  static class Rule implements SecurityRule<HttpRequest<?>> {

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }

    @Override
    public Publisher<SecurityRuleResult> check(
        @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
      boolean allowed = request == null || !request.getPath().equals("/me") || isKnown(request);
      return Mono.just(allowed ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED);
    }
  }

  @Singleton
  @Requires(property = "gate", value = "fetcher")
  static class Fetcher implements AuthenticationFetcher<HttpRequest<?>> {

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
      return isKnown(request) ? Mono.just(Authentication.build("grace")) : Mono.empty();
    }
  }
}
