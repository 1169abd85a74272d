package io.cloakroom.tck.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.Unset;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.express.Description;
import io.cloakroom.tck.express.ExpressStack;
import io.cloakroom.tck.express.SampleSession;
import io.cloakroom.tck.http.SharedSite.Browser;
import io.cloakroom.tck.http.SharedSite.Half;
import io.cloakroom.tck.http.application.Route;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** H27: what a session holds, and its life, are the same to Express and to us. */
interface ExpressClauses extends SharedClauses {

  /** How many random sessions are exchanged each way, for each combination of packages. */
  int SAMPLES = 100;

  @OverEachStack
  default void H27_eitherGoesOnWithWhatTheOtherBegan(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    for (Half first : Half.values()) {
      Half second = first.other();
      Browser browser = site.browser();

      browser.set(first, "color", "röt 漢 😀");
      String id = browser.id();
      assertThat(browser.read(second, "color")).as("read by %s", second).isEqualTo("röt 漢 😀");

      browser.set(second, "user", "ada");
      browser.get(second, "/append?name=list&value=one");
      browser.get(first, "/append?name=list&value=two");
      browser.set(first, "gone", "soon");
      browser.get(second, "/remove?name=gone");
      Map<String, Object> expected =
          Map.of("color", "röt 漢 😀", "user", "ada", "list", List.of("one", "two"));
      assertThat(browser.describe(Half.EXPRESS, expected.keySet()))
          .isEqualTo(Description.of(expected));
      assertThat(browser.describe(Half.OURS, expected.keySet()))
          .isEqualTo(Description.of(expected));
      assertThat(browser.read(first, "gone")).isEqualTo(Route.NONE);
      assertThat(browser.id()).as("the id, untouched so far").isEqualTo(id);
    }
  }

  @OverEachStack
  default void H27_anyIdOfEitherIsAnIdInTheOther(ExpressStack stack) {
    List<String> ids =
        List.of(
            "user42:abc",
            " ",
            "a b",
            "100%",
            "%3A",
            "a+b/c=",
            "é漢😀",
            "{tag}b",
            "a}b",
            "{}",
            "a;b,c\"d\\e",
            "s:a.b",
            "users:ada",
            "replaced:{sess:x}",
            "x".repeat(3000));
    AtomicReference<SessionId> ours = new AtomicReference<>(LikeIds.next());
    SharedSite site =
        shared(
            stack,
            options -> options.genid(request -> ours.getAndSet(LikeIds.next())),
            Map.of("idFromQuery", true));
    for (Half first : Half.values()) {
      Half second = first.other();
      for (String id : ids) {
        Browser browser = site.browser();
        ours.set(SessionId.of("ours " + id));
        browser.get(first, "/set?name=color&value=red&id=" + URLEncoder.encode(id, UTF_8));
        assertThat(browser.id()).isEqualTo(first == Half.OURS ? "ours " + id : id);
        ours.set(LikeIds.next());

        browser.set(second, "user", "ada");
        assertThat(browser.read(second, "color")).as("%s, read by %s", id, second).isEqualTo("red");
        assertThat(browser.read(first, "user")).as("%s, read by %s", id, first).isEqualTo("ada");
        Map<String, String> oldCookie = Map.of("Cookie", browser.cookieHeader());

        browser.get(Half.OURS, "/regenerate?data=KEEP");
        assertThat(browser.read(Half.EXPRESS, "user")).as(id).isEqualTo("ada");
        for (Half half : Half.values()) {
          assertThat(site.get(half, "/get?name=user", oldCookie).body()).isEqualTo(Route.NONE);
        }
      }
    }
  }

  @OverEachStack
  default void H27_aNewIdOfEitherHoldsInTheOther(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    for (Half first : Half.values()) {
      Half second = first.other();
      Browser browser = site.browser();
      browser.set(first, "color", "red");
      String before = browser.id();
      Map<String, String> oldCookie = Map.of("Cookie", browser.cookieHeader());

      browser.get(second, "/regenerate?data=KEEP");

      assertThat(browser.id()).isNotEqualTo(before);
      assertThat(browser.read(first, "color")).isEqualTo("red");
      assertThat(browser.read(second, "color")).isEqualTo("red");
      assertThat(site.ours().record(before)).isEmpty();
      for (Half half : Half.values()) {
        assertThat(site.get(half, "/get?name=color", oldCookie).body()).isEqualTo(Route.NONE);
      }
    }
  }

  @OverEachStack
  default void H27_whatEitherEndsHasEndedInTheOther(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    for (Half first : Half.values()) {
      Browser browser = site.browser();
      browser.set(first, "color", "red");
      String id = browser.id();
      Map<String, String> oldCookie = Map.of("Cookie", browser.cookieHeader());

      browser.get(first.other(), "/destroy");

      assertThat(site.ours().record(id)).isEmpty();
      assertThat(site.get(first, "/get?name=color", oldCookie).body()).isEqualTo(Route.NONE);
      browser.set(first, "color", "blue");
      assertThat(browser.id()).as("the id after the end").isNotEqualTo(id);
      assertThat(browser.read(first.other(), "color")).isEqualTo("blue");
    }
  }

  @OverEachStack
  default void H27_unsetMeansTheSameToBoth(ExpressStack stack) {
    for (Unset unset : Unset.values()) {
      SharedSite site =
          shared(
              stack,
              options -> options.unset(unset),
              Map.of("unset", unset == Unset.KEEP ? "keep" : "destroy"));
      for (Half first : Half.values()) {
        Browser browser = site.browser();
        browser.set(first, "color", "red");
        String id = browser.id();

        browser.get(first.other(), "/unset?name=color&value=blue");

        assertThat(site.ours().record(id).isPresent()).as("kept").isEqualTo(unset == Unset.KEEP);
        assertThat(site.ours().record(id).orElse("red")).contains("red");
      }
    }
  }

  @OverEachStack
  default void H27_randomSessionsAreTheSameToBothValueByValue(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    for (int i = 0; i < SAMPLES; i++) {
      long seed = BadCookieClauses.SEED + i;
      Map<String, Object> sample = SampleSession.attributes(seed);
      String description = Description.of(sample);

      Browser byExpress = site.browser();
      byExpress.build(description);
      assertThat(byExpress.describe(Half.OURS, sample.keySet()))
          .as("seed %s", seed)
          .isEqualTo(description);

      Browser byUs = site.browser();
      byUs.get(Half.OURS, "/set-sample?seed=" + seed);
      assertThat(byUs.describe(Half.EXPRESS, sample.keySet()))
          .as("seed %s", seed)
          .isEqualTo(description);
    }
  }

  @OverEachStack
  default void H27_aDateIsItsTextInIso8601(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    Browser browser = site.browser();

    browser.get(Half.EXPRESS, "/set-date?name=since&ms=1764000000123");

    assertThat(browser.read(Half.OURS, "since")).isEqualTo("2025-11-24T16:00:00.123Z");
    assertThat(browser.read(Half.EXPRESS, "since")).isEqualTo("2025-11-24T16:00:00.123Z");
  }

  @OverEachStack
  default void H27_sessionsOfVisitorsWhoDidNothingAreShared(ExpressStack stack) {
    SharedSite site =
        shared(
            stack, options -> options.saveUninitialized(true), Map.of("saveUninitialized", true));
    for (Half first : Half.values()) {
      Browser browser = site.browser();
      browser.read(first, "color");
      String id = browser.id();

      assertThat(browser.read(first.other(), "color")).isEqualTo(Route.NONE);
      browser.set(first.other(), "color", "red");

      assertThat(browser.id()).isEqualTo(id);
      assertThat(browser.read(first, "color")).isEqualTo("red");
    }
  }
}
