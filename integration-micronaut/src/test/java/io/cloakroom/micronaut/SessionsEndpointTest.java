package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.SessionStore;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.session.Session;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The management endpoint of sessions, and who may use it. */
class SessionsEndpointTest {

  private static TestSite site(Object... more) {
    Map<String, Object> properties = new HashMap<>(Map.of("cloakroom.store.user-index", "user"));
    for (int i = 0; i < more.length; i += 2) {
      properties.put((String) more[i], more[i + 1]);
    }
    return TestSite.over(InMemoryRedisCommands.create(), "endpoint", properties);
  }

  private static int delete(TestSite site, String path) throws Exception {
    return site.client()
        .send(
            HttpRequest.newBuilder(site.uri("http", path)).DELETE().build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void itIsOffByDefault() throws Exception {
    try (TestSite site = site()) {
      assertThat(site.get("/sessions").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void switchedOnItIsSensitive() throws Exception {
    try (TestSite site = site("endpoints.sessions.enabled", true)) {
      assertThat(site.get("/sessions").statusCode()).isEqualTo(401);
      assertThat(site.post("/sessions", "by=user&for=ada").statusCode()).isEqualTo(401);
      assertThat(delete(site, "/sessions/x")).isEqualTo(401);
    }
  }

  @Test
  void theRightToReadIsNoRightToEndSessions() throws Exception {
    try (TestSite site =
        site("endpoints.sessions.enabled", true, "endpoints.sessions.sensitive", false)) {
      site.post("/log-in", "name=ada");

      HttpResponse<String> list = site.get("/sessions");
      assertThat(list.statusCode()).isEqualTo(200);
      assertThat(list.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(list.body()).contains("\"count\":1").contains("\"user\":\"ada\"");
      assertThat(delete(site, "/sessions/" + found(list.body(), "s"))).isEqualTo(401);
      assertThat(site.bean(SessionStore.class).blocking().length()).isEqualTo(1);
    }
  }

  @Test
  void sessionsAreFoundByUserAndById() throws Exception {
    try (TestSite site =
        site("endpoints.sessions.enabled", true, "endpoints.sessions.sensitive", false)) {
      site.post("/log-in", "name=ada");
      String cookie =
          site.post("/log-in", "name=grace").headers().firstValue("Set-Cookie").orElseThrow();
      String value = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));

      assertThat(searched(site, "{\"by\":\"user\",\"for\":\"ada\"}"))
          .contains("\"user\":\"ada\"", "\"count\":2")
          .doesNotContain("\"grace\"");
      assertThat(searched(site, "{\"by\":\"id\",\"for\":\"" + value + "\"}"))
          .contains("\"user\":\"grace\"")
          .doesNotContain("\"ada\"", value);
      assertThat(site.post("/sessions", "by=user&for=grace").body())
          .contains("\"user\":\"grace\"")
          .doesNotContain("\"ada\"");
      assertThat(site.post("/sessions", "by=user&for=nobody").body()).contains("\"sessions\":[]");
      assertThat(site.post("/sessions", "by=age&for=3").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aSearchThatIsNoneIsABadRequest() throws Exception {
    try (TestSite site =
        site("endpoints.sessions.enabled", true, "endpoints.sessions.sensitive", false)) {
      for (String body :
          List.of(
              "",
              "null",
              "[]",
              "{}",
              "{\"by\":",
              "{\"by\":\"user\",\"for\":null}",
              "{\"by\":{}}")) {
        assertThat(search(site, body).statusCode()).as(body).isEqualTo(400);
      }
      for (String form : List.of("", "by", "by=user", "for", "=")) {
        assertThat(site.post("/sessions", form).statusCode()).as(form).isEqualTo(400);
      }
    }
  }

  private static String searched(TestSite site, String json) throws Exception {
    return search(site, json).body();
  }

  private static HttpResponse<String> search(TestSite site, String json) throws Exception {
    return site.client()
        .send(
            HttpRequest.newBuilder(site.uri("http", "/sessions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aSessionAndAllOfAUserAreEnded() throws Exception {
    try (TestSite site =
        site(
            "endpoints.sessions.enabled", true,
            "endpoints.sessions.sensitive", false,
            "endpoints.sessions.delete-sensitive", false)) {
      site.post("/log-in", "name=ada");
      String session = found(site.get("/sessions").body(), "s");
      assertThat(delete(site, "/sessions/" + session)).isEqualTo(200);
      assertThat(delete(site, "/sessions/" + session)).as("again").isEqualTo(404);
      assertThat(delete(site, "/sessions/nothing")).isEqualTo(404);
      site.post("/log-in", "name=ada");
      site.post("/log-in", "name=ada");
      site.post("/log-in", "name=grace");

      String user = found(site.get("/sessions").body().replaceAll("\\{[^}]*grace[^}]*}", ""), "u");
      assertThat(delete(site, "/sessions/" + user)).isEqualTo(200);

      assertThat(site.get("/sessions").body()).contains("grace").doesNotContain("\"ada\"");
    }
  }

  /** As where a rule of micronaut-security lets everybody in. */
  @Test
  void theGuardOfThePageIsAskedAsWell() throws Exception {
    try (TestSite site =
        site(
            "endpoints.sessions.enabled", true,
            "endpoints.sessions.sensitive", false,
            "endpoints.sessions.delete-sensitive", false,
            "guarded", true)) {
      site.post("/log-in", "name=ada");
      HttpResponse<String> list = site.get("/sessions", "X-Operator", "grace");
      assertThat(list.statusCode()).isEqualTo(200);

      assertThat(site.get("/sessions").statusCode()).isEqualTo(403);
      assertThat(site.post("/sessions", "by=user&for=ada").statusCode()).isEqualTo(403);
      assertThat(delete(site, "/sessions/" + found(list.body(), "s"))).isEqualTo(403);
      assertThat(site.bean(SessionStore.class).blocking().length()).isEqualTo(1);
    }
  }

  private static String found(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    assertThat(matcher.find()).as("%s in %s", name, json).isTrue();
    return matcher.group(1);
  }

  @Controller
  @Requires(property = TestSite.SPEC, value = "endpoint")
  static final class LogIn {

    @Post(value = "/log-in", consumes = "application/x-www-form-urlencoded")
    String logIn(Session session, String name) {
      session.put("user", name);
      return "logged in";
    }
  }

  @Singleton
  @Requires(property = "guarded")
  static final class Guard implements SessionsPageGuard {

    @Override
    public Optional<String> operator(io.micronaut.http.HttpRequest<?> request) {
      return Optional.ofNullable(request.getHeaders().get("X-Operator"));
    }
  }
}
