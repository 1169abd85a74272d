package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** H31 and H34: sessions that began under other options than those of today. */
interface ChangedOptionClauses extends HttpClauses {

  String OF_YESTERDAY = "the secret of yesterday, of more than 32 bytes";
  String OF_TODAY = "the secret of today, also of more than 32 bytes";

  private RunningSite yesterday(String prefix, Consumer<CookieOptions> cookie) {
    return http().with(options -> options.secrets(OF_YESTERDAY).cookie(cookie), prefix);
  }

  /** Issues each cookie again, since its secret is an old one. */
  private RunningSite today(String prefix, Consumer<CookieOptions> cookie) {
    return http().with(options -> options.secrets(OF_TODAY, OF_YESTERDAY).cookie(cookie), prefix);
  }

  @Test
  default void H34_aCookieWhoseMaxAgeIsItsOwnIsRenewedToo() {
    String prefix = HttpUnderTest.newPrefix();
    Duration own = Duration.ofDays(30);
    RunningSite remembering =
        http().with(options -> options.cookie(cookie -> cookie.maxAge(own)), prefix);
    for (Duration usual : new Duration[] {Duration.ofHours(1), Duration.ofDays(60)}) {
      RunningSite site =
          http().with(options -> options.cookie(cookie -> cookie.maxAge(usual)), prefix);
      CookieClient guest = guestOf(remembering, "color", "red");
      http().clock().putForward(own.dividedBy(2));

      SetCookie renewed = site.sendWithCookie("/get?name=color", guest.cookieHeader()).onlyCookie();

      assertThat(renewed.expires().orElseThrow())
          .as("where most cookies live for %s", usual)
          .isCloseTo(http().clock().instant().plus(own), within(10, ChronoUnit.SECONDS));
    }
  }

  @Test
  default void H31_aCookieWithoutSameSiteGetsIt() {
    String prefix = HttpUnderTest.newPrefix();
    CookieClient guest =
        guestOf(yesterday(prefix, cookie -> cookie.sameSite(SameSiteRule.UNSET)), "color", "red");

    for (SameSiteRule rule : new SameSiteRule[] {SameSiteRule.LAX, SameSiteRule.STRICT}) {
      SetCookie cookie =
          today(prefix, options -> options.sameSite(rule))
              .sendWithCookie("/get?name=color", guest.cookieHeader())
              .onlyCookie();

      assertThat(cookie.attributes().get("samesite")).isEqualToIgnoringCase(rule.name());
    }
  }

  /** A browser would keep both, and send both. */
  @Test
  default void H31_aCookieThatMovesToAnotherDomainIsTakenBackAtTheFormerOne() {
    String prefix = HttpUnderTest.newPrefix();
    RunningSite former = yesterday(prefix, cookie -> cookie.domain("example.test"));
    CookieClient guest = former.visitor();
    SetCookie before = guest.set("color", "red").onlyCookie();

    ReceivedResponse response =
        today(prefix, cookie -> {}).sendWithCookie("/log-in?user=ada", before.pair());

    assertThat(response.cookies())
        .as("the cookies of %s", response)
        .extracting(cookie -> cookie.attributes().get("domain"), SetCookie::isExpired)
        .containsExactlyInAnyOrder(tuple("example.test", true), tuple(null, false));
  }
}
