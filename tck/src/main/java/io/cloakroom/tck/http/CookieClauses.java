package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.record.CookiePriority;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** H3: the cookie. */
interface CookieClauses extends HttpClauses {

  @Test
  default void H3_theFirstWriteSetsOneCookieWithASignedId() {
    RunningSite site = site();

    SetCookie cookie = site.visitor().set("color", "red").onlyCookie();

    assertThat(cookie.name()).isEqualTo(site.cookieName());
    assertThat(site.record(site.idIn(cookie))).isPresent();
  }

  @Test
  default void H3_theUsualCookieSaysNoMoreThanItShould() {
    SetCookie cookie = site().visitor().set("color", "red").onlyCookie();

    assertThat(cookie.attributes())
        .containsExactlyInAnyOrderEntriesOf(Map.of("path", "/", "httponly", "", "samesite", "Lax"));
  }

  @Test
  default void H3_everyAttributeThatIsConfiguredIsSent() {
    RunningSite site =
        site(
            options ->
                options
                    .name("other-name")
                    .proxy(true)
                    .cookie(
                        cookie ->
                            cookie
                                .domain("example.test")
                                .path("/app")
                                .maxAge(Duration.ofMinutes(10))
                                .secure(Secure.ALWAYS)
                                .sameSite(SameSiteRule.NONE)
                                .partitioned(true)
                                .priority(CookiePriority.HIGH)));

    SetCookie cookie =
        site.visitor()
            .with("X-Forwarded-Proto", "https")
            .send("/app/set?name=color&value=red")
            .onlyCookie();

    assertThat(cookie.name()).isEqualTo("other-name");
    assertThat(site.idIn(cookie)).isNotEmpty();
    assertThat(cookie.expires().orElseThrow())
        .isCloseTo(
            http().clock().instant().plus(Duration.ofMinutes(10)), within(10, ChronoUnit.SECONDS));
    Map<String, String> others = new HashMap<>(cookie.attributes());
    others.remove("expires");
    assertThat(others.remove("max-age")).isEqualTo("600");
    assertThat(others)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "domain", "example.test",
                "path", "/app",
                "httponly", "",
                "secure", "",
                "samesite", "None",
                "partitioned", "",
                "priority", "High"));
  }

  /** Also one of more seconds than 32 bits hold. */
  @Test
  default void H3_aMaxAgeOfAnyLengthIsSentInSeconds() {
    for (long days : new long[] {1, 400, 24_855, 24_856, 36_525, 365_000}) {
      RunningSite site =
          site(options -> options.cookie(cookie -> cookie.maxAge(Duration.ofDays(days))));

      SetCookie cookie = site.visitor().set("color", "red").onlyCookie();

      assertThat(cookie.attributes().get("max-age"))
          .as("of %s days", days)
          .isEqualTo("" + Duration.ofDays(days).toSeconds());
      assertThat(cookie.expires())
          .as("the end of a cookie that lives for %s days", days)
          .hasValueSatisfying(end -> assertThat(end).isAfter(http().clock().instant()));
    }
  }

  @Test
  default void H3_aCookieThatNoBrowserWouldKeepIsRefusedAtTheStart() {
    site(options -> options.cookie(cookie -> cookie.secure(Secure.NEVER)));
    refuses(
        "sid",
        cookie -> cookie.secure(Secure.NEVER).sameSite(SameSiteRule.NONE),
        "cookie.sameSite");
    refuses("sid", cookie -> cookie.secure(Secure.NEVER).partitioned(true), "cookie.partitioned");
    refuses("__Secure-sid", cookie -> {}, "cookie.secure");
    refuses("__Host-sid", cookie -> {}, "cookie.secure");
    refuses("__Host-sid", cookie -> cookie.secure(Secure.ALWAYS).path("/app"), "cookie.path");
    refuses(
        "__Host-sid",
        cookie -> cookie.secure(Secure.ALWAYS).domain("example.test"),
        "cookie.domain");
  }

  @Test
  default void H3_aCookieWithAPrefixThatItMayHaveIsSent() {
    for (String name : List.of("__Host-sid", "__Secure-sid")) {
      RunningSite site =
          site(
              options ->
                  options.name(name).proxy(true).cookie(cookie -> cookie.secure(Secure.ALWAYS)));

      SetCookie cookie =
          site.visitor()
              .with("X-Forwarded-Proto", "https")
              .send("/set?name=color&value=red")
              .onlyCookie();

      assertThat(cookie.name()).isEqualTo(name);
    }
  }

  private void refuses(String name, Consumer<CookieOptions> cookie, String option) {
    assertThatThrownBy(() -> site(options -> options.name(name).cookie(cookie)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option);
  }

  @Test
  default void H3_whatIsTurnedOffIsNotSent() {
    RunningSite site =
        site(
            options ->
                options.cookie(cookie -> cookie.httpOnly(false).sameSite(SameSiteRule.UNSET)));

    SetCookie cookie = site.visitor().set("color", "red").onlyCookie();

    assertThat(cookie.attributes()).containsExactlyEntriesOf(Map.of("path", "/"));
  }

  @Test
  default void H3_aFixedExpiryIsSentAsItIs() {
    Instant end =
        http().clock().instant().plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
    RunningSite site = site(options -> options.cookie(cookie -> cookie.expires(end)));

    assertThat(site.visitor().set("color", "red").onlyCookie().expires()).contains(end);
  }
}
