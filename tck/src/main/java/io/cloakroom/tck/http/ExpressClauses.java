package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.http.Unset;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.CookiePriority;
import io.cloakroom.tck.express.Description;
import io.cloakroom.tck.express.ExpressStack;
import io.cloakroom.tck.express.SampleSession;
import io.cloakroom.tck.http.SharedSite.Browser;
import io.cloakroom.tck.http.SharedSite.Half;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** H27: live sessions shared with Express, in both directions. */
interface ExpressClauses extends HttpClauses {

  String SHARED_NAME = "connect.sid";
  String SHARED_SECRET = "the secret that both halves know, of more than 32 bytes";

  /** How many random sessions are exchanged each way, for each combination of packages. */
  int SAMPLES = 100;

  Duration SOME_TIME = Duration.ofMinutes(10);

  /** A test over each combination of packages whose records are plain JSON. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @EnumSource(names = {"EXPRESS_5", "EXPRESS_4"})
  @interface OverEachStack {}

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
      assertThat(seenBy(Half.EXPRESS, browser, expected)).isEqualTo(Description.of(expected));
      assertThat(seenBy(Half.OURS, browser, expected)).isEqualTo(Description.of(expected));
      assertThat(browser.read(first, "gone")).isEqualTo(Route.NONE);
      assertThat(browser.id()).as("the id, untouched so far").isEqualTo(id);
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
  default void H27_lettingGoMeansTheSameToBoth(ExpressStack stack) {
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
      assertThat(seenBy(Half.OURS, byExpress, sample)).as("seed %d", seed).isEqualTo(description);

      Browser byUs = site.browser();
      byUs.get(Half.OURS, "/set-sample?seed=" + seed);
      assertThat(seenBy(Half.EXPRESS, byUs, sample)).as("seed %d", seed).isEqualTo(description);
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
  default void H27_expiriesMoveAlikeInBoth(ExpressStack stack) {
    for (boolean rolling : List.of(false, true)) {
      for (Optional<Duration> maxAge :
          List.of(Optional.<Duration>empty(), Optional.of(SOME_TIME))) {
        CookieOptions cookie = CookieOptions.DEFAULT.maxAge(maxAge.orElse(null));
        Map<String, Object> expressCookie =
            maxAge
                .<Map<String, Object>>map(age -> Map.of("maxAge", age.toMillis()))
                .orElse(Map.of());
        SharedSite site =
            shared(
                stack,
                options -> options.rolling(rolling).cookie(cookie),
                Map.of("rolling", rolling, "cookie", expressCookie));
        for (Half first : Half.values()) {
          Browser browser = site.browser();
          browser.set(first, "color", "red");
          List<Map<String, String>> journey = new ArrayList<>();
          for (Half half : List.of(Half.OURS, Half.EXPRESS)) {
            journey.add(journey(site, browser, half));
          }
          assertThat(journey.get(0))
              .as("begun by %s, rolling %s, maxAge %s", first, rolling, maxAge)
              .isEqualTo(journey.get(1));
        }
      }
    }
  }

  /** What becomes of a session's end when one half reads it, and when it changes it. */
  private static Map<String, String> journey(SharedSite site, Browser browser, Half half) {
    Map<String, String> journey = new LinkedHashMap<>();
    Map<String, String> requests =
        Map.of("reads", "/get?name=color", "writes", "/set?name=by&value=" + half);
    new TreeMap<>(requests)
        .forEach(
            (what, target) -> {
              site.ours().shortenTo(browser.id(), Duration.ofSeconds(50));
              Reply reply = browser.get(half, target);
              Optional<Instant> expires = reply.cookie().flatMap(SetCookie::expires);
              journey.put(what + ", TTL", roughly(site.ours().timeToLive(browser.id())));
              journey.put(what + ", cookie", reply.cookie().isPresent() ? "sent" : "not sent");
              journey.put(
                  what + ", cookie's end",
                  expires
                      .map(end -> roughly(Duration.between(Instant.now(), end)))
                      .orElse("with the browser"));
            });
    return journey;
  }

  private static String roughly(TimeToLive ttl) {
    return ttl instanceof TimeToLive.Remaining remaining
        ? roughly(remaining.duration())
        : ttl.toString();
  }

  /** To half a minute, which is more than a request takes and less than any difference here. */
  private static String roughly(Duration duration) {
    return duration.plusSeconds(15).toSeconds() / 30 * 30 + " s";
  }

  @OverEachStack
  default void H27_aMaxAgeOfOneSessionHoldsInBoth(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    Browser browser = site.browser();
    browser.set(Half.OURS, "color", "red");
    for (String how : List.of("/set-max-age", "/set-expires")) {
      browser.get(Half.EXPRESS, how + "?ms=300000");

      for (Half half : Half.values()) {
        site.ours().shortenTo(browser.id(), Duration.ofSeconds(50));
        Reply reply = browser.set(half, "by", half + how);

        assertThat(roughly(site.ours().timeToLive(browser.id()))).as(how).isEqualTo("300 s");
        assertThat(reply.onlyCookie().expires().orElseThrow())
            .isCloseTo(Instant.now().plusSeconds(300), within(15, ChronoUnit.SECONDS));
      }
    }
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

  @OverEachStack
  default void H27_eitherTakesCookiesUnderEachSecretOfBoth(ExpressStack stack) {
    String old = "the secret that both knew before, of more than 32 bytes";
    String prefix = HttpUnderTest.newPrefix();
    SharedSite before =
        shared(stack, prefix, options -> options.secrets(old), Map.of("secret", List.of(old)));
    SharedSite after =
        shared(
            stack,
            prefix,
            options -> options.secrets(SHARED_SECRET, old),
            Map.of("secret", List.of(SHARED_SECRET, old)));
    for (Half first : Half.values()) {
      Browser browser = before.browser();
      browser.set(first, "color", "red");
      Map<String, String> cookie = Map.of("Cookie", browser.cookieHeader());

      for (Half half : Half.values()) {
        assertThat(after.get(half, "/get?name=color", cookie).body()).isEqualTo("red");
      }
      String anew = after.get(Half.OURS, "/get?name=color", cookie).onlyCookie().pair();
      assertThat(after.get(Half.EXPRESS, "/get?name=color", Map.of("Cookie", anew)).body())
          .isEqualTo("red");
    }
  }

  @OverEachStack
  default void H27_bothSendTheSameCookie(ExpressStack stack) {
    CookieOptions all =
        CookieOptions.DEFAULT
            .domain("example.test")
            .path("/app")
            .maxAge(SOME_TIME)
            .secure(Secure.ALWAYS)
            .sameSite(SameSiteRule.NONE)
            .partitioned(true)
            .priority(CookiePriority.HIGH);
    Map<String, Object> expresssAll =
        Map.of(
            "domain",
            "example.test",
            "path",
            "/app",
            "maxAge",
            SOME_TIME.toMillis(),
            "secure",
            true,
            "sameSite",
            "none",
            "partitioned",
            true,
            "priority",
            "high");
    sendTheSame(stack, all, expresssAll);
    sendTheSame(
        stack,
        CookieOptions.DEFAULT.secure(Secure.AUTO).sameSite(SameSiteRule.STRICT).httpOnly(false),
        Map.of("secure", "auto", "sameSite", "strict", "httpOnly", false));
    sendTheSame(
        stack,
        CookieOptions.DEFAULT.secure(Secure.NEVER).sameSite(SameSiteRule.UNSET),
        Map.of("secure", false));
  }

  private void sendTheSame(
      ExpressStack stack, CookieOptions cookie, Map<String, Object> expressCookie) {
    SharedSite site =
        shared(
            stack,
            options -> options.proxy(true).cookie(cookie),
            Map.of("proxy", true, "cookie", expressCookie));
    Map<String, String> https = Map.of("X-Forwarded-Proto", "https");
    List<String> sent = new ArrayList<>();
    for (Half first : Half.values()) {
      SetCookie begun = site.get(first, "/app/set?name=color&value=red", https).onlyCookie();
      sent.add(comparable(begun));
      Map<String, String> later = new LinkedHashMap<>(https);
      later.put("Cookie", begun.pair());
      assertThat(site.get(first.other(), "/app/get?name=color", later).body()).isEqualTo("red");
      site.get(first.other(), "/app/set?name=color&value=blue", later)
          .cookie()
          .ifPresent(anew -> sent.add(comparable(anew)));
    }
    assertThat(sent).hasSizeGreaterThan(1).containsOnly(sent.get(0));
  }

  /** A cookie's attributes in their order, the end as minutes from now. */
  private static String comparable(SetCookie cookie) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", cookie.name());
    attributes.putAll(cookie.attributes());
    cookie
        .expires()
        .ifPresent(end -> attributes.put("expires", roughly(Duration.between(Instant.now(), end))));
    return attributes.toString();
  }

  @OverEachStack
  default void H27_whatExpressSavedMeanwhileIsKept(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    Browser browser = site.browser();
    browser.set(Half.EXPRESS, "color", "red");
    site.ours().gate().shut();
    CompletableFuture<Reply> slow = browser.getLater(Half.OURS, "/set-slowly?name=slow&value=done");
    site.ours().gate().awaitArrival();

    browser.set(Half.EXPRESS, "fast", "done");
    site.ours().gate().open();
    assertThat(Website.await(slow).status()).isEqualTo(200);

    Map<String, Object> expected = Map.of("color", "red", "fast", "done", "slow", "done");
    assertThat(seenBy(Half.EXPRESS, browser, expected)).isEqualTo(Description.of(expected));
  }

  @OverEachStack
  default void H27_whatExpressEndedStaysEnded(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    Browser browser = site.browser();
    browser.set(Half.EXPRESS, "color", "red");
    String id = browser.id();
    site.ours().gate().shut();
    CompletableFuture<Reply> slow = browser.getLater(Half.OURS, "/set-slowly?name=slow&value=done");
    site.ours().gate().awaitArrival();

    browser.get(Half.EXPRESS, "/destroy");
    site.ours().gate().open();
    Website.await(slow);

    assertThat(site.ours().record(id)).isEmpty();
  }

  /** What no store of ours can prevent, so that what the documentation says of it stays true. */
  @OverEachStack
  default void H27_expressOverwritesWhatItDidNotSee(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of());
    Browser browser = site.browser();
    browser.set(Half.OURS, "color", "red");
    CompletableFuture<Reply> slow = slowlyInExpress(site, browser);
    browser.set(Half.OURS, "ours", "lost");
    site.get(Half.EXPRESS, "/open", Map.of());
    Website.await(slow);
    assertThat(browser.read(Half.OURS, "ours")).isEqualTo(Route.NONE);

    String id = browser.id();
    slow = slowlyInExpress(site, browser);
    site.get(Half.OURS, "/destroy", Map.of("Cookie", browser.cookieHeader()));
    assertThat(site.ours().record(id)).isEmpty();
    site.get(Half.EXPRESS, "/open", Map.of());
    Website.await(slow);
    assertThat(site.ours().record(id)).as("the session that Express brings back").isPresent();
  }

  private static CompletableFuture<Reply> slowlyInExpress(SharedSite site, Browser browser) {
    CompletableFuture<Reply> slow =
        browser.getLater(Half.EXPRESS, "/set-slowly?name=slow&value=" + System.nanoTime());
    site.get(Half.EXPRESS, "/arrived", Map.of());
    return slow;
  }

  /** Our application and Express's, with one cookie, one secret and one prefix. */
  private SharedSite shared(
      ExpressStack stack, UnaryOperator<EngineOptions> ours, Map<String, ?> express) {
    return shared(stack, HttpUnderTest.newPrefix(), ours, express);
  }

  private SharedSite shared(
      ExpressStack stack,
      String prefix,
      UnaryOperator<EngineOptions> ours,
      Map<String, ?> express) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("name", SHARED_NAME);
    session.put("secret", SHARED_SECRET);
    session.put("resave", false);
    session.put("saveUninitialized", false);
    session.putAll(express);
    // first, because without Express the clause is not claimed
    var app = http().express(stack, Map.of("prefix", prefix), session);
    Website website =
        http()
            .with(options -> ours.apply(options.name(SHARED_NAME).secrets(SHARED_SECRET)), prefix);
    return new SharedSite(website, app);
  }

  /** The attributes as one half has them. */
  private static String seenBy(Half half, Browser browser, Map<String, ?> expected) {
    String names =
        expected.keySet().stream().map(Description::units).collect(Collectors.joining("."));
    return browser
        .get(half, half == Half.EXPRESS ? "/describe" : "/describe?names=" + names)
        .body();
  }
}
