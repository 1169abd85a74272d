package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.SessionStore;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.session.Session;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of all sessions in Micronaut. */
class SessionsPageTest {

  private static final Map<String, Object> PAGE =
      Map.of(
          "cloakroom.sessions-page.path", "/ops/sessions",
          "cloakroom.sessions-page.show-attributes", "user",
          "cloakroom.store.user-index", "user");

  @Test
  void anOperatorSeesSessionsAndEndsOne() throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "page", PAGE)) {
      site.post("/log-in", "name=ada");

      HttpResponse<String> list = site.get("/ops/sessions", "X-Operator", "olga");
      assertThat(list.statusCode()).isEqualTo(200);
      assertThat(list.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(list.headers().firstValue("Content-Security-Policy")).isPresent();
      String link = found(list.body(), "href=\"sessions/(session\\?s=[^\"]+)\"");
      HttpResponse<String> session = site.get("/ops/sessions/" + link, "X-Operator", "olga");
      assertThat(session.body()).contains("ada").contains("End all sessions of");

      String form =
          "confirm=yes&s="
              + encoded(found(session.body(), "name=\"s\" value=\"([^\"]+)\""))
              + "&token="
              + encoded(found(session.body(), "name=\"token\" value=\"([^\"]+)\""));
      HttpResponse<String> ended = site.post("/ops/sessions/end", form, "X-Operator", "olga");
      assertThat(ended.statusCode()).isEqualTo(303);
      assertThat(ended.headers().firstValue("Location")).contains("../sessions?ended=1");
      assertThat(site.bean(SessionStore.class).blocking().length()).isZero();
    }
  }

  @Test
  void aVisitorWhomTheGuardDoesNotKnowIsRefused() throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "page", PAGE)) {
      for (String part : new String[] {"", "/json", "/session?s=x"}) {
        assertStrangersMayNotGet(site, part);
      }
      for (String part : new String[] {"/json", "/search", "/end", "/end-user"}) {
        assertStrangersMayNotPost(site, part);
      }
    }
  }

  @Test
  void aPageThatAsksNoGuardIsCaught() throws Exception {
    try (TestSite open = TestSite.over(InMemoryRedisCommands.create(), "open-page", PAGE)) {
      assertThatThrownBy(() -> assertStrangersMayNotGet(open, "/json"))
          .isInstanceOf(AssertionError.class);
      assertThatThrownBy(() -> assertStrangersMayNotPost(open, "/search"))
          .isInstanceOf(AssertionError.class);
    }
  }

  private static void assertStrangersMayNotGet(TestSite site, String part) throws Exception {
    assertThat(site.get("/ops/sessions" + part).statusCode()).as(part).isEqualTo(403);
  }

  private static void assertStrangersMayNotPost(TestSite site, String part) throws Exception {
    assertThat(site.post("/ops/sessions" + part, "s=x").body()).as(part).isEqualTo("Forbidden\n");
  }

  @Test
  void jsonSaysTheSame() throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "page", PAGE)) {
      site.post("/log-in", "name=ada");

      HttpResponse<String> json = site.get("/ops/sessions/json", "X-Operator", "olga");
      assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(json.body()).contains("\"count\":1").contains("\"user\":\"ada\"");
    }
  }

  @Test
  void withoutAPathThereIsNoPage() throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "page")) {
      assertThat(site.get("/ops/sessions", "X-Operator", "olga").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aFormThatIsNoneEndsNothing() throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "page", PAGE)) {
      site.post("/log-in", "name=ada");

      for (String form : List.of("", "token", "token=", "=", "&", "s&token&confirm")) {
        for (String part : List.of("/end", "/end-user", "/search", "/session", "/user")) {
          assertThat(site.post("/ops/sessions" + part, form, "X-Operator", "olga").statusCode())
              .as("%s: %s", part, form)
              .isBetween(400, 499);
        }
      }
      assertThat(site.bean(SessionStore.class).blocking().length()).isEqualTo(1);
    }
  }

  @Test
  void linksWorkBelowASlashAtTheEnd() throws Exception {
    try (TestSite site = TestSite.over(InMemoryRedisCommands.create(), "page", PAGE)) {
      site.post("/log-in", "name=ada");
      URI list = URI.create("http://localhost/ops/sessions/");

      String html = site.get(list.getPath(), "X-Operator", "olga").body();
      URI session = list.resolve(found(html, "href=\"([^\"]*session\\?s=[^\"]+)\""));
      String path = session.getPath() + "/?" + session.getQuery();
      String one = site.get(path, "X-Operator", "olga").body();
      assertThat(one).contains("ada");
      assertThat(URI.create(path).resolve(found(one, "action=\"([^\"]+)\"")))
          .hasPath("/ops/sessions/end");
    }
  }

  @Test
  void aPathThatNoLinkCanNameIsRefused() {
    for (String path : List.of("/ops/", "ops", "/", "/ops/{id}")) {
      assertThatThrownBy(
              () ->
                  TestSite.over(
                          InMemoryRedisCommands.create(),
                          "page",
                          Map.of("cloakroom.sessions-page.path", path))
                      .close())
          .as(path)
          .hasStackTraceContaining("must be such as /admin/sessions");
    }
  }

  @Test
  void withoutAGuardTheApplicationDoesNotStart() {
    assertThatThrownBy(
            () -> TestSite.over(InMemoryRedisCommands.create(), "no-guard", PAGE).close())
        .hasStackTraceContaining("add a bean of SessionsPageGuard");
  }

  private static String found(String body, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(body);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Controller
  @Requires(property = TestSite.SPEC, value = "page")
  static final class LogIn {

    @Post(value = "/log-in", consumes = "application/x-www-form-urlencoded")
    String logIn(Session session, String name) {
      session.put("user", name);
      return "logged in";
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = "open-page")
  static final class NoGuard implements SessionsPageGuard {

    @Override
    public Optional<String> operator(HttpRequest<?> request) {
      return Optional.of("anybody");
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = "page")
  static final class Guard implements SessionsPageGuard {

    @Override
    public Optional<String> operator(HttpRequest<?> request) {
      return request.getHeaders().get("X-Operator", String.class);
    }
  }
}
