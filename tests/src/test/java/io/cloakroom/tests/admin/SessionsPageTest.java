package io.cloakroom.tests.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.admin.PageResponse;
import io.cloakroom.admin.SessionsPage;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page of all sessions shows and does, without a web server. */
class SessionsPageTest extends SessionsPageSteps {

  private static final String EVIL = "<script>alert(\"1\")</script>'&";

  @Test
  void aSessionIsShownWithAllButItsId() {
    Session session = begun("ada");
    clock.advance(Duration.ofHours(3));

    String list = get("").body();

    assertThat(list)
        .contains(
            session.id().toString(), "ada", "3 h ago", "21 h", "<bdi>user,</bdi>\n<bdi>note</bdi>")
        .doesNotContain(session.id().value());
    String one = get(link(list)).body();
    assertThat(one)
        .contains("2026-11-28 12:00:00 UTC", "shown note")
        .contains("not shown") // the value of user
        .doesNotContain(session.id().value());
    assertThat(get("/json").body())
        .contains("\"user\":\"ada\"", "\"secondsLeft\":75600", "\"shown note\"")
        .doesNotContain(session.id().value());
  }

  @Test
  void lookingChangesNothing() {
    Session session = begun("ada");
    clock.advance(Duration.ofHours(3));

    get(link(get("").body()));

    assertThat(StageFailure.join(redis.timeToLive("sess:" + session.id().value())))
        .isEqualTo(new TimeToLive.Remaining(Duration.ofHours(21)));
    assertThat(store.unreadableRecords()).isZero();
  }

  @Test
  void whateverSessionsHoldIsOnlyText() {
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", EVIL);
    session.set("note", EVIL + '\u0000');
    session.set(EVIL, 1);
    store.blocking().create(session);

    String list = get("").body();

    for (String html : new String[] {list, get(link(list)).body(), searched("user", EVIL)}) {
      assertThat(html)
          .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;")
          .doesNotContain("<script", "\u0000");
    }
  }

  @Test
  void aSessionIsFoundByItsIdItsCookieAndItsUser() {
    Session session = begun("ada");
    begun("grace");
    String id = session.id().value();

    for (String text : new String[] {id, "s:" + id + ".signature", "s%3A" + id + ".sig%2Bn", id}) {
      PageResponse found = post("/search", Map.of("by", "id", "for", text));
      assertThat(found.status()).as(text).isEqualTo(303);
      assertThat(found.headers().get("Location")).doesNotContain(id);
      assertThat(get("/" + found.headers().get("Location")).body()).contains(">ada<");
    }
    assertThat(searched("user", "ada")).contains(">ada<").doesNotContain(">grace<");
    PageResponse none = post("/search", Map.of("by", "id", "for", "no id at all!"));
    assertThat(none.status()).isEqualTo(404);
  }

  @Test
  void aScriptFindsByUserAndByIdAndSeesTheDistribution() {
    Session session = begun("ada");
    begun("grace");
    clock.advance(Duration.ofHours(3));

    String ofAda = script(Map.of("by", "user", "for", "ada")).body();
    assertThat(ofAda)
        .contains("\"user\":\"ada\"", "\"count\":2", "\"sampled\":2")
        .contains("\"ages\":{\"under 1 h\":0,\"under 6 h\":2,", "\"sizes\":{\"under 256 B\":2,")
        .doesNotContain("\"grace\"");
    assertThat(script(Map.of("by", "id", "for", session.id().value())).body())
        .contains("\"user\":\"ada\"")
        .doesNotContain("\"grace\"", session.id().value());
    assertThat(script(Map.of("by", "id", "for", "no id at all!")).body())
        .contains("\"sessions\":[]");
    assertThat(script(Map.of("by", "age", "for", "3")).status()).isEqualTo(400);
    assertThat(send("POST", "/json", Map.of("by", "user"), "cross-site", "olga").status())
        .isEqualTo(403);
  }

  @Test
  void noAddressHasTheSearchedUser() {
    begun("ada");

    PageResponse found = post("/search", Map.of("by", "user", "for", "ada"));

    assertThat(found.headers().get("Location"))
        .startsWith("../sessions?user=")
        .doesNotContain("ada");
  }

  @Test
  void aSessionIsEndedOnlyWithConfirmation() {
    begun("ada");
    String s = field(get(link(get("").body())).body(), "s");

    assertThat(post("/end", Map.of("s", s)).status()).isEqualTo(400);
    assertThat(store.blocking().length()).isEqualTo(1);

    PageResponse ended = post("/end", Map.of("s", s, "confirm", "yes"));
    assertThat(ended.headers()).containsEntry("Location", "../sessions?ended=1");
    assertThat(store.blocking().length()).isZero();
    assertThat(events).containsExactly("destroyed");
    assertThat(post("/end", Map.of("s", s, "confirm", "yes")).status()).isEqualTo(404);
  }

  @Test
  void allSessionsOfAUserAreEndedAndNoOthers() {
    begun("ada");
    begun("ada");
    Session other = begun("grace");
    String user = field(searched("user", "ada"), "user");

    assertThat(post("/end-user", Map.of("user", user)).headers().get("Location"))
        .as("without the confirmation")
        .startsWith("../sessions?user=");
    assertThat(store.blocking().length()).isEqualTo(3);
    PageResponse ended = post("/end-user", Map.of("user", user, "confirm", "yes"));

    assertThat(ended.headers()).containsEntry("Location", "../sessions?ended=2");
    assertThat(get("?ended=2").body()).contains("2 sessions were ended.");
    assertThat(store.blocking().get(other.id())).isPresent();
    assertThat(store.blocking().length()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/end", "/end-user", "/search"})
  void aFormFromElsewhereDoesNothing(String path) {
    begun("ada");
    String html = get(link(get("").body())).body();
    Map<String, String> form = new HashMap<>(Map.of("confirm", "yes", "by", "user", "for", "ada"));
    form.put("s", field(html, "s"));
    form.put("user", field(html, "user"));
    String good = field(html, "token");

    assertThat(send("POST", path, form, null, "olga").status()).isEqualTo(403);
    form.put("token", field(html, "s"));
    assertThat(send("POST", path, form, null, "olga").status()).isEqualTo(403);
    form.put("token", good);
    assertThat(send("POST", path, form, null, "another").status()).isEqualTo(403);
    assertThat(send("POST", path, form, "cross-site", "olga").status()).isEqualTo(403);
    assertThat(send("POST", path, form, "same-site", "olga").status()).isEqualTo(403);
    clock.advance(Duration.ofHours(3));
    assertThat(send("POST", path, form, "same-origin", "olga").status()).isEqualTo(403);
    assertThat(store.blocking().length()).isEqualTo(1);
  }

  @Test
  void nothingIsEndedByGet() {
    begun("ada");
    String html = get(link(get("").body())).body();

    PageResponse answer =
        send(
            "GET",
            "/end",
            Map.of("s", field(html, "s"), "token", field(html, "token"), "confirm", "yes"),
            null,
            "olga");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(store.blocking().length()).isEqualTo(1);
  }

  @Test
  void anotherServerOfTheFleetUnderstandsLinksAndForms() {
    begun("ada");
    String link = link(get("").body());

    Answers another = pageOver(build(options().userIndex("user")));

    assertThat(StageFailure.join(another.handle(request("GET", link))).body()).contains(">ada<");
  }

  @Test
  void aListGoesOnAtAnotherServerOfTheFleet() {
    List<String> begun = new ArrayList<>();
    for (int i = 0; i < 230; i++) {
      begun.add(begun("ada").id().toString());
    }

    assertThat(walked(page, pageOver(build(options())), pageOver(build(options()))))
        .containsExactlyInAnyOrderElementsOf(begun);
  }

  @Test
  void whatIsBrokenOrTamperedWithIsNoSession() {
    begun("ada");
    String link = link(get("").body());
    int middle = link.length() - 20;
    char other = link.charAt(middle) == 'A' ? 'B' : 'A';

    for (String broken :
        new String[] {
          "/session",
          "/session?s=",
          "/session?s=%%%",
          "/session?s=AAAA",
          link.substring(0, middle) + other + link.substring(middle + 1)
        }) {
      assertThat(get(broken).status()).as(broken).isEqualTo(404);
    }
    String name = "k".repeat(32);
    assertThat(get("?walk=" + name + "&page=1&shown=50").body()).contains("Page 2");
    for (String walk :
        new String[] {
          "l".repeat(32) + "&page=1&shown=100001",
          name + "&page=x&shown=50",
          name + "&page=1&shown=-1",
          name + "&page=1",
          "kn%20wn&page=1&shown=50",
          "\">k&page=1&shown=50"
        }) {
      assertThat(get("?walk=" + walk).body()).contains("This list is out of date");
    }
    assertThat(get("?user=AAAA").body()).contains("This search is out of date");
  }

  @Test
  void whatThisServerCannotReadIsShownAndCanBeEnded() {
    StageFailure.join(
        redis.set(
            "sess:broken",
            "{not json".getBytes(UTF_8),
            SetOptions.always().expiringAfter(Duration.ofHours(1))));

    String list = get("").body();
    assertThat(list)
        .contains(">unreadable<", "<dd class=\"figure\">0</dd>\n<dd class=\"soft\">records");
    assertThat(store.blocking().get(SessionId.of("broken"))).isEmpty();
    assertThat(get("").body())
        .contains("<dd class=\"figure bad\">1</dd>\n<dd class=\"soft\">records");
    assertThat(get("/json").body()).contains("\"unreadable\":1,");
    String one = get(link(list)).body();
    assertThat(one).contains("This server can&#39;t read it.");
    post("/end", Map.of("s", field(one, "s"), "confirm", "yes"));

    assertThat(store.blocking().length()).isZero();
  }

  @Test
  void hashedIdsAreShownAndEnded() {
    store = build(options().userIndex("user").idHashing(true));
    page = pageOver(store);
    Session session = begun("ada");

    String one = get(link(get("").body())).body();
    assertThat(one).contains(">ada<").doesNotContain(session.id().value());
    PageResponse found = post("/search", Map.of("by", "id", "for", session.id().value()));
    assertThat(found.status()).isEqualTo(303);
    post("/end", Map.of("s", field(one, "s"), "confirm", "yes"));

    assertThat(store.blocking().get(session.id())).isEmpty();
  }

  @Test
  void withoutTheUserIndexThereIsNoSearchByUser() {
    page = pageOver(build(options()));
    begun("ada");

    assertThat(get("").body()).doesNotContain("Find the sessions of a user");
    assertThat(post("/end-user", Map.of("user", "x", "confirm", "yes")).status()).isEqualTo(404);
    PageResponse found = script(Map.of("by", "user", "for", "ada"));
    assertThat(found.status()).isEqualTo(400);
    assertThat(found.body()).contains("userIndex");
  }

  @Test
  void aHundredThousandSessionsAreListedAPageAtATime() {
    for (int i = 0; i < 100_000; i++) {
      StageFailure.join(
          redis.set(
              "sess:" + SessionId.random().value(),
              "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null}}".getBytes(UTF_8),
              SetOptions.always().expiringAfter(Duration.ofDays(1))));
    }

    String first = get("").body();
    assertThat(first).contains("100\u202F000", "counted in");
    assertThat(rows(first)).isEqualTo(50);

    Set<String> seen = new java.util.HashSet<>();
    String next = next(first);
    for (int i = 0; i < 25; i++) {
      String html = get(next).body();
      assertThat(rows(html)).isEqualTo(50);
      assertThat(get(next).body()).as("reloaded").contains("Page " + (i + 2));
      seen.add(next);
      next = next(html);
    }
    assertThat(seen).hasSize(25);
    assertThat(redis.most).as("keys per read").isLessThanOrEqualTo(500);
  }

  @Test
  void thePageSaysThatRedisIsAway() {
    begun("ada");
    redis.away = true;

    PageResponse answer = get("");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("Redis does not answer", "gone fishing");
    assertThat(get("/json").status()).isEqualTo(503);
    redis.away = false;
    assertThat(get("").status()).isEqualTo(200);
  }

  @Test
  void whateverElseFailsIsAPageToo() {
    for (Throwable failure :
        List.of(new AssertionError("secret"), new RuntimeException("secret"))) {
      redis.broken = failure;

      for (String path : List.of("", "/json")) {
        assertThat(get(path).status()).as("%s of %s", failure, path).isEqualTo(500);
        assertThat(get(path).body()).contains("log says why").doesNotContain("secret");
      }
    }
  }

  @Test
  void aPrefixThatTellsNothingApartIsRefusedClearly() {
    page = pageOver(build(RedisSessionStore.builder(redis).clock(clock).prefix("")));

    assertThat(get("").status()).isEqualTo(501);
    assertThat(get("").body()).contains("prefix");
    assertThat(get("/json").status()).isEqualTo(501);
    assertThat(get("/json").body()).startsWith("{").contains("prefix");
  }

  @Test
  void nothingIsLoadedFromElsewhereAndNobodyKeepsIt() {
    begun("ada");
    PageResponse answer = get("");

    assertThat(answer.headers().get("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    assertThat(answer.body()).doesNotContain("http:", "https:", " style=", "onclick", "<script");
  }

  @Test
  void aStoreOfAnotherKindIsRefused() {
    SessionEngine other =
        SessionEngine.builder()
            .store(
                (io.cloakroom.session.SessionStore)
                    java.lang.reflect.Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {io.cloakroom.session.SessionStore.class},
                        (proxy, method, arguments) ->
                            method.isDefault()
                                ? java.lang.reflect.InvocationHandler.invokeDefault(
                                    proxy, method, arguments)
                                : null))
            .secret("s".repeat(32))
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionsPage(other, Set.of(), clock))
        .withMessageContaining("RedisSessionStore");
  }
}
