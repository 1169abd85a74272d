package io.cloakroom.tck.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.record.CookiePriority;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.express.ExpressStack;
import io.cloakroom.tck.http.SharedSite.Browser;
import io.cloakroom.tck.http.SharedSite.Half;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.SetCookie;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** H27: the cookies and ends of sessions are the same to Express and to us. */
interface ExpressCookieClauses extends SharedClauses {

  Duration SOME_TIME = Duration.ofMinutes(10);

  @OverEachStack
  default void H27_expiriesMoveAlikeInBoth(ExpressStack stack) {
    for (boolean rolling : List.of(false, true)) {
      for (Optional<Duration> maxAge :
          List.of(Optional.<Duration>empty(), Optional.of(SOME_TIME))) {
        Map<String, Object> expressCookie =
            maxAge
                .<Map<String, Object>>map(age -> Map.of("maxAge", age.toMillis()))
                .orElse(Map.of());
        SharedSite site =
            shared(
                stack,
                options ->
                    options.rolling(rolling).cookie(ours -> ours.maxAge(maxAge.orElse(null))),
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
              ReceivedResponse reply = browser.get(half, target);
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
        ReceivedResponse reply = browser.set(half, "by", half + how);

        assertThat(roughly(site.ours().timeToLive(browser.id()))).as(how).isEqualTo("300 s");
        assertThat(reply.onlyCookie().expires().orElseThrow())
            .isCloseTo(Instant.now().plusSeconds(300), within(15, ChronoUnit.SECONDS));
      }
    }
  }

  @OverEachStack
  default void H27_aCookieIsReadAlikeHoweverItIsWritten(ExpressStack stack) {
    SharedSite site = shared(stack, options -> options, Map.of("idFromQuery", true));
    for (String id : List.of("plain", "user42:abc", "a b", "100%", "é", "s:x.y")) {
      Browser browser = site.browser();
      browser.get(Half.EXPRESS, "/set?name=color&value=red&id=" + URLEncoder.encode(id, UTF_8));
      String pair = browser.cookieHeader();
      int equals = pair.indexOf('=') + 1;
      String value = pair.substring(equals);
      for (String written : waysToWrite(value, URLDecoder.decode(value, UTF_8))) {
        Map<String, String> cookie = Map.of("Cookie", pair.substring(0, equals) + written);

        String seen = site.get(Half.OURS, "/get?name=color", cookie).body();

        assertThat(seen)
            .as(written)
            .isEqualTo(site.get(Half.EXPRESS, "/get?name=color", cookie).body())
            .isEqualTo(written.equals(value) ? "red" : seen);
      }
    }
  }

  /** As Express wrote it, encoded otherwise, and damaged. */
  private static List<String> waysToWrite(String value, String decoded) {
    String hexadecimal =
        HexFormat.of().withPrefix("%").formatHex(decoded.getBytes(UTF_8)).toLowerCase(Locale.ROOT);
    List<String> ways =
        new ArrayList<>(
            List.of(
                value,
                hexadecimal,
                hexadecimal.toUpperCase(Locale.ROOT),
                value.replace("s%3A", "s%3a"),
                value.replace("s%3A", "s:"),
                value.replace("s%3A", "%73%3A"),
                value.replace("s%3A", "%73:"),
                value.replace("s%3A", "S%3A"),
                value.replace("%2B", "+").replace("%2F", "/"),
                value.replace("%", "%25"),
                '"' + value + '"',
                '"' + value,
                "  " + value + " ",
                value + "%",
                value + "%3D",
                value + ".",
                value.substring(0, value.length() - 1)));
    if (decoded.matches("[!-~ ]+")) {
      ways.add(decoded);
    }
    return ways;
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
      String issued = after.get(Half.OURS, "/get?name=color", cookie).onlyCookie().pair();
      assertThat(after.get(Half.EXPRESS, "/get?name=color", Map.of("Cookie", issued)).body())
          .isEqualTo("red");
    }
  }

  @OverEachStack
  default void H27_bothSendTheSameCookie(ExpressStack stack) {
    Consumer<CookieOptions> all =
        cookie ->
            cookie
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
        cookie -> cookie.secure(Secure.AUTO).sameSite(SameSiteRule.STRICT).httpOnly(false),
        Map.of("secure", "auto", "sameSite", "strict", "httpOnly", false));
    sendTheSame(
        stack,
        cookie -> cookie.secure(Secure.NEVER).sameSite(SameSiteRule.UNSET),
        Map.of("secure", false));
  }

  private void sendTheSame(
      ExpressStack stack, Consumer<CookieOptions> cookie, Map<String, Object> expressCookie) {
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
          .ifPresent(issued -> sent.add(comparable(issued)));
    }
    assertThat(sent).hasSizeGreaterThan(1).containsOnly(sent.get(0));
  }

  /**
   * A cookie's attributes in their order, the end as minutes from now. Express says it by {@code
   * Expires} alone.
   */
  private static String comparable(SetCookie cookie) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", cookie.name());
    attributes.putAll(cookie.attributes());
    attributes.remove("max-age");
    cookie
        .expires()
        .ifPresent(end -> attributes.put("expires", roughly(Duration.between(Instant.now(), end))));
    return attributes.toString();
  }
}
