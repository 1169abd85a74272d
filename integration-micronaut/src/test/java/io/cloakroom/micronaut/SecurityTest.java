package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.SessionStore;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.NonNull;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthenticationRequest;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.authentication.provider.HttpRequestAuthenticationProvider;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.session.Session;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** micronaut-security logs in and out by the session. */
class SecurityTest {

  private final SlowRedis redis = new SlowRedis();
  private final TestSite site =
      TestSite.over(
          redis,
          "security",
          Map.of(
              "micronaut.security.enabled",
              true,
              "micronaut.security.authentication",
              "session",
              "micronaut.security.redirect.enabled",
              false,
              "cloakroom.store.user-index",
              "micronaut.AUTHENTICATION"));

  @AfterEach
  void stop() {
    site.close();
    redis.close();
  }

  @Test
  void withoutLoggingInNobodyIsLetIn() throws Exception {
    assertThat(site.get("/me").statusCode()).isEqualTo(401);
    assertThat(logIn("wrong").statusCode()).isEqualTo(200);
    assertThat(TestSite.cookies(logIn("wrong"))).isEmpty();
  }

  @Test
  void whoLogsInIsKnownFromThenOn() throws Exception {
    HttpResponse<String> loggedIn = logIn("right");
    assertThat(loggedIn.statusCode()).as(loggedIn.body()).isEqualTo(200);

    assertThat(site.get("/me", "Cookie", TestSite.cookie(loggedIn)).body())
        .isEqualTo("ada [reader] {age=36}");
  }

  @Test
  void H11_logInGivesTheSessionANewIdAndKeepsItsData() throws Exception {
    String before = TestSite.cookie(site.get("/basket"));

    String after = TestSite.cookie(logIn("right", "Cookie", before));

    assertThat(after).isNotEqualTo(before);
    assertThat(site.get("/basket", "Cookie", before).body()).isEqualTo("null");
    assertThat(site.get("/basket", "Cookie", after).body()).isEqualTo("full");
    assertThat(site.get("/me", "Cookie", after).statusCode()).isEqualTo(200);
  }

  /** As an administrator who acts for somebody else, or on a browser that two people use. */
  @Test
  void H11_anotherLogInGivesTheSessionANewIdAgain() throws Exception {
    String first = TestSite.cookie(logIn("right"));

    var again = site.post("/login", "username=eve&password=right", "Cookie", first);

    assertThat(TestSite.cookie(again)).isNotEqualTo(first);
    assertThat(site.get("/me", "Cookie", first).statusCode()).isEqualTo(401);
    assertThat(site.get("/me", "Cookie", TestSite.cookie(again)).body()).startsWith("eve ");
  }

  /** As with a second factor: whoever knew the id before has none of the new rights. */
  @Test
  void H11_anotherLogInOfTheSameUserWithMoreRightsGivesTheSessionANewIdAgain() throws Exception {
    String first = TestSite.cookie(logIn("right"));

    var again = logIn("right and more", "Cookie", first);

    assertThat(TestSite.cookie(again)).isNotEqualTo(first);
    assertThat(site.get("/me", "Cookie", first).statusCode()).isEqualTo(401);
    assertThat(site.get("/me", "Cookie", TestSite.cookie(again)).body())
        .isEqualTo("ada [reader, administrator] {age=36}");
  }

  @Test
  void whoLogsOutIsNotKnownAnyMore() throws Exception {
    String cookie = TestSite.cookie(logIn("right"));

    assertThat(site.post("/logout", "", "Cookie", cookie).statusCode()).isEqualTo(200);

    assertThat(site.get("/me", "Cookie", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void H12_logOutEndsTheSession() throws Exception {
    String before = TestSite.cookie(site.get("/basket"));
    String cookie = TestSite.cookie(logIn("right", "Cookie", before));

    HttpResponse<String> loggedOut = site.post("/logout", "", "Cookie", cookie);

    assertThat(loggedOut.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .contains("sid=;", "Expires=Thu, 01 Jan 1970");
    assertThat(site.get("/basket", "Cookie", cookie).body()).isEqualTo("null");
  }

  @Test
  void aVisitorWhoIsNotLoggedInKeepsTheSessionAtLogOut() throws Exception {
    String cookie = TestSite.cookie(site.get("/basket"));

    assertThat(site.post("/logout", "", "Cookie", cookie).statusCode()).isEqualTo(200);

    assertThat(site.get("/basket", "Cookie", cookie).body()).isEqualTo("full");
  }

  @Test
  void S27_whoIsLoggedInIsFoundByNameAndCanBeLoggedOutEverywhere() throws Exception {
    String here = TestSite.cookie(logIn("right"));
    String there = TestSite.cookie(logIn("right"));
    SessionStore store = site.bean(SessionStore.class);

    assertThat(store.blocking().findByUser("ada")).hasSize(2);
    assertThat(store.blocking().destroyAll("ada")).isEqualTo(2);

    assertThat(site.get("/me", "Cookie", here).statusCode()).isEqualTo(401);
    assertThat(site.get("/me", "Cookie", there).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> logIn(String password, String... headers) throws Exception {
    return site.post("/login", "username=ada&password=" + password.replace(' ', '+'), headers);
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "security")
  static class Pages {

    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    String me(Authentication who) {
      return who.getName() + " " + List.copyOf(who.getRoles()) + " " + who.getAttributes();
    }

    @Get("/basket")
    @Secured(SecurityRule.IS_ANONYMOUS)
    String basket(Session session) {
      String found = session.get("basket", String.class).orElse(null);
      session.put("basket", "full");
      return "" + found;
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = "security")
  static class Users implements HttpRequestAuthenticationProvider<Object> {

    @Override
    public @NonNull AuthenticationResponse authenticate(
        @Nullable HttpRequest<Object> request,
        @NonNull AuthenticationRequest<String, String> credentials) {
      return switch (credentials.getSecret()) {
        case "right" -> success(credentials, List.of("reader"));
        case "right and more" -> success(credentials, List.of("reader", "administrator"));
        default -> AuthenticationResponse.failure();
      };
    }

    private static AuthenticationResponse success(
        AuthenticationRequest<String, String> credentials, List<String> roles) {
      return AuthenticationResponse.success(credentials.getIdentity(), roles, Map.of("age", 36));
    }
  }
}
