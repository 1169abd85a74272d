package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.session.CookiePriority;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** H3: the cookie. */
interface CookieClauses extends HttpClauses {

  @Test
  default void H3_theFirstWriteSetsOneCookieWithASignedId() {
    Website site = site();

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
    Website site =
        site(
            options ->
                options
                    .name("other-name")
                    .proxy(true)
                    .cookie(
                        CookieOptions.DEFAULT
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
            .get("/app/set?name=color&value=red")
            .onlyCookie();

    assertThat(cookie.name()).isEqualTo("other-name");
    assertThat(site.idIn(cookie)).isNotEmpty();
    assertThat(cookie.expires().orElseThrow())
        .isCloseTo(
            http().clock().instant().plus(Duration.ofMinutes(10)), within(10, ChronoUnit.SECONDS));
    Map<String, String> others = new HashMap<>(cookie.attributes());
    others.remove("expires");
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

  @Test
  default void H3_aCookieThatNoBrowserWouldKeepIsRefusedAtTheStart() {
    CookieOptions usual = CookieOptions.DEFAULT;
    CookieOptions secure = usual.secure(Secure.ALWAYS);
    CookieOptions plain = usual.secure(Secure.NEVER);

    site(options -> options.cookie(plain));
    refuses("sid", plain.sameSite(SameSiteRule.NONE), "cookie.sameSite");
    refuses("sid", plain.partitioned(true), "cookie.partitioned");
    refuses("__Secure-sid", usual, "cookie.secure");
    refuses("__Host-sid", usual, "cookie.secure");
    refuses("__Host-sid", secure.path("/app"), "cookie.path");
    refuses("__Host-sid", secure.domain("example.test"), "cookie.domain");
  }

  @Test
  default void H3_aCookieWithAPrefixThatItMayHaveIsSent() {
    for (String name : List.of("__Host-sid", "__Secure-sid")) {
      Website site =
          site(
              options ->
                  options
                      .name(name)
                      .proxy(true)
                      .cookie(CookieOptions.DEFAULT.secure(Secure.ALWAYS)));

      SetCookie cookie =
          site.visitor()
              .with("X-Forwarded-Proto", "https")
              .get("/set?name=color&value=red")
              .onlyCookie();

      assertThat(cookie.name()).isEqualTo(name);
    }
  }

  private void refuses(String name, CookieOptions cookie, String option) {
    assertThatThrownBy(() -> site(options -> options.name(name).cookie(cookie)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option);
  }

  @Test
  default void H3_whatIsTurnedOffIsNotSent() {
    Website site =
        site(
            options ->
                options.cookie(CookieOptions.DEFAULT.httpOnly(false).sameSite(SameSiteRule.UNSET)));

    SetCookie cookie = site.visitor().set("color", "red").onlyCookie();

    assertThat(cookie.attributes()).containsExactlyEntriesOf(Map.of("path", "/"));
  }

  @Test
  default void H3_aFixedExpiryIsSentAsItIs() {
    Instant end =
        http().clock().instant().plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
    Website site = site(options -> options.cookie(CookieOptions.DEFAULT.expires(end)));

    assertThat(site.visitor().set("color", "red").onlyCookie().expires()).contains(end);
  }
}
