package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page of all sessions in Javalin. */
class SessionsPageTest {

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final RedisSessionStore store =
      RedisSessionStore.builder(InMemoryRedisCommands.create()).userIndex("user").build();
  private final RedisSessionPlugin sessions =
      new RedisSessionPlugin(
          options -> options.store(store).secret("a secret of at least thirty-two bytes"));
  private final Javalin app =
      Javalin.create(
          config -> {
            mount(
                config,
                page ->
                    page.path("/ops/sessions")
                        .guard(ctx -> Optional.ofNullable(ctx.header("X-Operator")))
                        .showAttributes("user"));
            config.routes.post(
                "/log-in", ctx -> ctx.sessionAttribute("user", ctx.formParam("name")));
          });

  SessionsPageTest() {
    app.start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    app.stop();
  }

  private void mount(JavalinConfig config, Consumer<SessionsPagePlugin.Options> options) {
    config.startup.showJavalinBanner = false;
    config.registerPlugin(sessions);
    config.registerPlugin(new SessionsPagePlugin(sessions, options));
  }

  @Test
  void anOperatorSeesSessionsAndEndsOne() throws Exception {
    post("/log-in", "name=ada");

    HttpResponse<String> list = get("/ops/sessions", "olga");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.headers().firstValue("Set-Cookie")).isEmpty();
    String link = found(list.body(), "href=\"sessions/(session\\?s=[^\"]+)\"");
    HttpResponse<String> session = get("/ops/sessions/" + link, "olga");
    assertThat(session.body()).contains("ada").contains("End all sessions of");

    String form =
        "confirm=yes&s="
            + encoded(found(session.body(), "name=\"s\" value=\"([^\"]+)\""))
            + "&token="
            + encoded(found(session.body(), "name=\"token\" value=\"([^\"]+)\""));
    HttpResponse<String> ended = post("/ops/sessions/end", form, "X-Operator", "olga");
    assertThat(ended.statusCode()).isEqualTo(303);
    assertThat(ended.headers().firstValue("Location")).contains("../sessions?ended=1");
    assertThat(store.blocking().length()).isZero();
  }

  @Test
  void aVisitorWhomTheGuardDoesNotKnowIsRefused() throws Exception {
    for (String part : new String[] {"", "/json", "/session?s=x", "/nowhere"}) {
      assertStrangersMayNotGet(app, part);
    }
    for (String part : new String[] {"/json", "/search", "/end", "/end-user"}) {
      assertStrangersMayNotPost(app, part);
    }
  }

  @Test
  void aPageThatAsksNoGuardIsCaught() {
    Javalin open =
        Javalin.create(
                config ->
                    mount(
                        config,
                        page -> page.path("/ops/sessions").guard(ctx -> Optional.of("anybody"))))
            .start("127.0.0.1", 0);
    try {
      assertThatThrownBy(() -> assertStrangersMayNotGet(open, "/json"))
          .isInstanceOf(AssertionError.class);
      assertThatThrownBy(() -> assertStrangersMayNotPost(open, "/search"))
          .isInstanceOf(AssertionError.class);
    } finally {
      open.stop();
    }
  }

  @Test
  void noMethodAndNoSpellingOfThePathPassesTheGuard() throws Exception {
    for (String path :
        List.of("", "/", "//", "/json", "/json/", "/%6a%73on", "/json;x", "//json", "/x/../json")) {
      for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
        HttpRequest request =
            HttpRequest.newBuilder(uri(app, "/ops/sessions" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s %s", method, path).isBetween(400, 499);
      }
    }
  }

  @Test
  void aFormThatIsNoneEndsNothing() throws Exception {
    post("/log-in", "name=ada");

    for (String form : List.of("", "token", "token=", "=", "&", "s&token&confirm", "%zz")) {
      for (String part : List.of("/end", "/end-user", "/search", "/session", "/user")) {
        assertThat(post("/ops/sessions" + part, form, "X-Operator", "olga").statusCode())
            .as("%s: %s", part, form)
            .isBetween(400, 499);
      }
    }
    assertThat(store.blocking().length()).isEqualTo(1);
  }

  @Test
  void linksWorkBelowASlashAtTheEnd() throws Exception {
    post("/log-in", "name=ada");
    URI list = uri(app, "/ops/sessions/");

    String link = found(get(list.getPath(), "olga").body(), "href=\"([^\"]*session\\?s=[^\"]+)\"");
    URI session = list.resolve(link);
    assertThat(get(session.getPath() + "?" + session.getQuery(), "olga").body()).contains("ada");
    URI slash = URI.create(session.toString().replace("?", "/?"));
    String html = get(slash.getPath() + "?" + slash.getQuery(), "olga").body();
    assertThat(slash.resolve(found(html, "action=\"([^\"]+)\"")))
        .isEqualTo(uri(app, "/ops/sessions/end"));
  }

  private void assertStrangersMayNotGet(Javalin site, String part) throws Exception {
    assertThat(get(site, "/ops/sessions" + part, null).statusCode()).as(part).isEqualTo(403);
  }

  private void assertStrangersMayNotPost(Javalin site, String part) throws Exception {
    assertThat(post(site, "/ops/sessions" + part, "s=x").body()).as(part).isEqualTo("Forbidden\n");
  }

  @Test
  void jsonSaysTheSame() throws Exception {
    post("/log-in", "name=ada");

    assertThat(get("/ops/sessions/json", "olga").body())
        .contains("\"count\":1")
        .contains("\"user\":\"ada\"");
    post("/log-in", "name=grace");
    assertThat(post("/ops/sessions/json", "by=user&for=grace", "X-Operator", "olga").body())
        .contains("\"user\":\"grace\"")
        .doesNotContain("\"user\":\"ada\"");
  }

  @Test
  void withoutAGuardThereIsNoPage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Javalin.create(config -> mount(config, page -> page.path("/ops"))))
        .withMessageContaining("Option guard");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Javalin.create(config -> mount(config, page -> page.path("ops/"))))
        .withMessageContaining("Option path");
  }

  private HttpResponse<String> get(String path, String operator) throws Exception {
    return get(app, path, operator);
  }

  private HttpResponse<String> get(Javalin site, String path, String operator) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(site, path));
    if (operator != null) {
      request.header("X-Operator", operator);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
    return post(app, path, form, headers);
  }

  private HttpResponse<String> post(Javalin site, String path, String form, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(site, path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(Javalin site, String path) {
    return URI.create("http://127.0.0.1:" + site.port() + path);
  }

  private static String found(String body, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(body);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
