package io.cloakroom.tests.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.admin.PageResponse;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page makes of sessions, users and addresses that are not as usual. */
class OddSessionsPageTest extends SessionsPageSteps {

  @Test
  void aSessionOfAnyUserIsFoundAndEnded() {
    for (String user :
        List.of(
            "a".repeat(10_000),
            "\u05D0\u05D1\u05D2",
            " blanks ",
            "a\u0000b\nc",
            "\uD83D\uDE00",
            "+&=%")) {
      Session session = begun(user);

      PageResponse found = post("/search", Map.of("by", "user", "for", user));
      String html = found.status() == 303 ? get(query(found)).body() : found.body();
      assertThat(rows(html)).as(user).isEqualTo(1);
      assertThat(script(Map.of("by", "user", "for", user)).body())
          .contains(session.id().toString());
      String sealed = field(html, "user");
      PageResponse ended = post("/end-user", Map.of("user", sealed, "confirm", "yes"));

      assertThat(ended.headers()).as(user).containsEntry("Location", "../sessions?ended=1");
      assertThat(store.blocking().get(session.id())).isEmpty();
    }
  }

  @Test
  void aSessionOfAnyIdIsFoundShownAndEnded() {
    for (String id :
        List.of(
            "k".repeat(4_096),
            "a b",
            " a ",
            "s:a.b",
            "\u05D0",
            "\u0000",
            "a/../b?c=d&e#f",
            "%2e")) {
      Session session = Session.create(SessionId.of(id), SessionCookie.PLAIN);
      session.set("user", "ada");
      store.blocking().create(session);

      PageResponse found = post("/search", Map.of("by", "id", "for", id));
      String location = found.headers().get("Location");
      String html = location == null ? found.body() : get("/" + location).body();
      assertThat(html).as(id).contains("End this session");
      assertThat(get("").body()).contains(session.id().toString());
      PageResponse ended = post("/end", Map.of("s", field(html, "s"), "confirm", "yes"));

      assertThat(ended.headers()).as(id).containsEntry("Location", "../sessions?ended=1");
      assertThat(store.blocking().length()).isZero();
    }
  }

  @Test
  void noAddressIsLongerThanServersTake() {
    Session session = Session.create(SessionId.of("k".repeat(4_096)), SessionCookie.PLAIN);
    session.set("user", "a".repeat(10_000));
    store.blocking().create(session);

    String list = get("").body();
    String one = send("POST", "/session", formOf(list, "s"), null, "olga").body();
    String ofUser = send("POST", "/user", formOf(one, "user"), null, "olga").body();

    assertThat(one).contains("End this session");
    assertThat(rows(ofUser)).isEqualTo(1);
    for (String html : List.of(list, one, ofUser)) {
      assertThat(Pattern.compile("(?:href|action)=\"[^\"]{2100,}").matcher(html).find()).isFalse();
    }
  }

  private static Map<String, String> formOf(String html, String field) {
    return Map.of("token", field(html, "token"), field, field(html, field));
  }

  @Test
  void largeDataIsShownInPart() {
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", "u".repeat(100_000));
    session.set("note", "n".repeat(100_000));
    for (int i = 0; i < 1_000; i++) {
      session.set("attribute " + i, i);
    }
    session.set("b".repeat(100_000), 1);
    store.blocking().create(session);

    String list = get("").body();
    assertThat(list).contains("and 963 more").doesNotContain("u".repeat(301));
    String one = get(link(list)).body();
    assertThat(one)
        .contains("attribute 999", "(100\u202F000 characters)")
        .doesNotContain("u".repeat(301), "n".repeat(301), "b".repeat(301));
  }

  @Test
  void noTextIsShownInAnotherOrderThanItHas() {
    begun("\u202Enimda\u202C");

    assertThat(get("").body()).contains("\uFFFDnimda\uFFFD").doesNotContain("\u202E", "\u202C");
  }

  @Test
  void aSessionThatAServerWithAnotherTtlBeganWasNotUsedBeforeItBegan() {
    Session session = begun("ada");
    StageFailure.join(redis.expire("sess:" + session.id().value(), Duration.ofSeconds(6)));

    assertThat(get("/json").body()).doesNotContain("lastUsed");
    assertThat(get(link(get("").body())).body()).contains("not known");
  }

  @Test
  void aSessionThatLivesAsLongAsCanBeIsReadable() {
    store = build(options().userIndex("user").ttl(any -> Duration.ofSeconds(Long.MAX_VALUE)));
    mount();
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", "ada");
    store.blocking().create(session);

    assertThat(get("").body()).contains(">ada<").doesNotContain("unreadable");
    assertThat(get(link(get("").body())).body()).contains("End this session");
  }

  @Test
  void chartsKeepNoData() {
    for (int i = 0; i < 120; i++) {
      begun("ada");
    }
    get("");

    assertThat(redis.most).as("records in memory at a time").isLessThanOrEqualTo(50);
  }

  @Test
  void oneCountRunsAtATimeAlsoWhenSessionsAreEndedMeanwhile() {
    begun("ada");
    begun("grace");
    List<String> sealed =
        Pattern.compile("\"s\":\"([^\"]+)")
            .matcher(get("/json").body())
            .results()
            .map(match -> match.group(1))
            .toList();
    end(sealed.get(0));
    redis.held = new CompletableFuture<>();
    CompletionStage<PageResponse> first = page.handle(request("GET", "/json"));
    end(sealed.get(1));
    CompletionStage<PageResponse> second = page.handle(request("GET", "/json"));
    assertThat(redis.counts).isEqualTo(2);

    redis.held.complete(null);
    assertThat(StageFailure.join(first).status()).isEqualTo(200);
    assertThat(StageFailure.join(second).status()).isEqualTo(200);
    assertThat(get("/json").body()).contains("\"count\":0");
    assertThat(redis.counts).isEqualTo(3);
  }

  private void end(String sealed) {
    assertThat(send("DELETE", "/json", Map.of("s", sealed), null, "olga").status()).isEqualTo(200);
  }

  @Test
  void pagesThatAreNotFullHideNoSessionFromAnotherServer() {
    List<String> begun = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      begun.add(begun("ada").id().toString());
    }
    redis.emptySteps = 9;

    assertThat(walked(page, pageOver(build(options())), pageOver(build(options()))))
        .containsExactlyInAnyOrderElementsOf(begun);
  }

  @Test
  void linksWorkBelowASlashAtTheEnd() {
    begun("ada");
    URI mount = URI.create("http://localhost/admin/sessions");

    for (String path : List.of("", "/", "/session", "/session/", "/nothing", "/nothing/")) {
      String part = path.startsWith("/session") ? path + link(get("").body()).substring(8) : path;
      String html = get(part).body();
      URI shown = URI.create(mount + path);
      assertThat(shown.resolve(found(html, "<h1><a href=\"([^\"]*)"))).as(path).isEqualTo(mount);
      if (!path.startsWith("/nothing")) {
        String action = found(html, "action=\"([^\"]*)");
        assertThat(shown.resolve(action).toString()).as(path).matches(mount + "/(search|end)");
      }
    }
  }

  @Test
  void sentencesAreWhole() {
    begun("ada");
    String list = get("").body();

    for (String html : List.of(list, get(link(list)).body(), get("/nothing").body())) {
      assertThat(html.substring(html.indexOf("<body>")).replaceAll("<[^>]*>", ""))
          .doesNotContain("()", "{}", "%s", "null");
    }
  }
}
