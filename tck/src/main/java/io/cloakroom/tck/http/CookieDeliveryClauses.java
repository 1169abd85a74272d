package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import io.cloakroom.tck.model.OtherDefaults;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H30, H31 and H34: what the client can be told, by which cookie, and until when it holds. */
interface CookieDeliveryClauses extends HttpClauses {

  private static CookieClient over(String proto, CookieClient client) {
    return client.with("X-Forwarded-Proto", proto);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/log-in?user=ada", "/regenerate?data=DROP", "/destroy"})
  default void H30_whatWouldNeedACookieThatCannotBeSentIsNotDone(String target) {
    RunningSite site =
        site(options -> options.proxy(true).cookie(cookie -> cookie.secure(Secure.ALWAYS)));
    CookieClient guest = over("https", site.visitor());
    guest.set("color", "red");
    String id = guest.id();

    ReceivedResponse response = over("http", guest).send(target);

    assertThat(response.cookies()).isEmpty();
    assertThat(response.status()).as("it must not look as if it were done").isGreaterThan(399);
    assertThat(site.record(id)).isPresent();
    over("https", guest);
    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(guest.read("user")).isEqualTo(Route.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/log-in?user=ada", "/regenerate?data=KEEP", "/regenerate?data=DROP"})
  default void H30_aLogInThatWouldSendNoCookieIsRefusedWithoutASessionToo(String target) {
    RunningSite site = site(options -> options.cookie(cookie -> cookie.secure(Secure.ALWAYS)));

    ReceivedResponse response = site.visitor().send(target);

    assertThat(response.cookies()).isEmpty();
    assertThat(response.status()).as("it must not look as if it were done").isGreaterThan(399);
    assertThat(site.keys()).isEmpty();
  }

  @Test
  default void H31_noLocaleAndNoTimeZoneChangesTheCookie() {
    http().needs(HttpCapability.IN_PROCESS);
    Duration maxAge = Duration.ofMinutes(10);
    RunningSite site = site(options -> options.cookie(cookie -> cookie.maxAge(maxAge)));
    OtherDefaults.each(
        place -> {
          CookieClient guest = site.visitor();
          SetCookie issued = guest.send("/set?name=color&value=red").onlyCookie();
          assertThat(issued.expires().orElseThrow())
              .as("the cookie's end by %s: %s", place, issued)
              .isCloseTo(
                  http().clock().instant().plus(maxAge), Assertions.within(10, ChronoUnit.SECONDS));
          assertThat(guest.read("color")).isEqualTo("red");
          assertThat(guest.send("/destroy").onlyCookie().isExpired()).as("by %s", place).isTrue();
        });
  }

  @Test
  default void H31_aNewIdsCookieIsSecureWhereTheConnectionIs() {
    RunningSite site = site(options -> options.proxy(true));
    CookieClient guest = over("http", site.visitor());
    assertThat(guest.set("color", "red").onlyCookie().attributes()).doesNotContainKey("secure");

    SetCookie cookie = over("https", guest).send("/log-in?user=ada").onlyCookie();

    assertThat(cookie.attributes()).containsKey("secure");
  }

  @Test
  default void H31_aCookieThatIsIssuedAgainIsSecureWhereTheConnectionIs() {
    RunningSite site = site(options -> options.proxy(true).rolling(true));
    CookieClient guest = over("http", site.visitor());
    guest.set("color", "red");

    SetCookie cookie = over("https", guest).send("/get?name=color").onlyCookie();

    assertThat(cookie.attributes()).containsKey("secure");
  }

  /** Browsers drop a cookie that says None and is not Secure. */
  @ParameterizedTest
  @EnumSource
  default void H31_sameSiteAutoIsNoneForASecureCookieOverTlsAlone(Secure secure) {
    RunningSite site =
        site(
            options ->
                options
                    .proxy(true)
                    .rolling(true)
                    .cookie(cookie -> cookie.secure(secure).sameSite(SameSiteRule.AUTO)));
    for (String proto : secure == Secure.ALWAYS ? List.of("https") : List.of("http", "https")) {
      boolean isNone = secure != Secure.NEVER && proto.equals("https");
      CookieClient guest = over(proto, site.visitor());
      for (String target :
          List.of("/set?name=color&value=red", "/get?name=color", "/log-in?user=ada")) {
        ReceivedResponse reply = guest.send(target);

        assertThat(reply.cookies())
            .as("of %s over %s with Secure %s", target, proto, secure)
            .extracting(
                cookie -> cookie.attributes().get("samesite"),
                cookie -> cookie.attributes().containsKey("secure"))
            .containsExactly(tuple(isNone ? "None" : "Lax", isNone));
      }
      assertThat(guest.read("color")).as("over %s", proto).isEqualTo("red");
    }
  }

  /** A browser keeps cookies of one name apart by their paths, and would send both. */
  @Test
  default void H31_aCookieThatMovesToAnotherPathIsTakenBackAtTheFormerOne() {
    String prefix = HttpUnderTest.newPrefix();
    RunningSite former =
        http().with(options -> options.cookie(cookie -> cookie.path("/app")), prefix);
    RunningSite now = http().with(options -> options, prefix);
    CookieClient guest = former.visitor();
    guest.send("/app/set?name=color&value=red");

    ReceivedResponse response = now.sendWithCookie("/log-in?user=ada", guest.cookieHeader());

    assertThat(response.cookies())
        .as("the cookies of %s", response)
        .extracting(cookie -> cookie.attributes().get("path"), SetCookie::isExpired)
        .containsExactlyInAnyOrder(tuple("/app", true), tuple("/", false));
  }

  @Test
  default void H31_aNewIdsCookieFollowsTheOptionsAndNotTheSessionBefore() {
    String prefix = HttpUnderTest.newPrefix();
    RunningSite remembering =
        http()
            .with(options -> options.cookie(cookie -> cookie.maxAge(Duration.ofDays(30))), prefix);
    RunningSite usual = http().with(options -> options, prefix);
    String before = guestOf(remembering, "color", "red").cookieHeader();

    SetCookie cookie = usual.sendWithCookie("/log-in?user=ada", before).onlyCookie();

    assertThat(cookie.attributes()).doesNotContainKeys("expires", "max-age");
  }

  @Test
  default void H34_anActiveUsersCookieIsRenewedOnceAPartOfItHasGone() {
    Duration maxAge = Duration.ofMinutes(10);
    RunningSite site =
        site(options -> options.cookie(cookie -> cookie.maxAge(maxAge).renewAfter(0.25)));
    for (String method : METHODS) {
      CookieClient guest = guestOf(site, "color", "red");
      assertThat(guest.send(method, "/get?name=color").cookies()).as("at once").isEmpty();

      http().clock().putForward(Duration.ofMinutes(2));
      assertThat(guest.send(method, "/get?name=color").cookies()).as("too early").isEmpty();

      http().clock().putForward(Duration.ofMinutes(3));
      SetCookie renewed = guest.send(method, "/get?name=color").onlyCookie();

      assertThat(renewed.expires().orElseThrow())
          .as("by %s", method)
          .isCloseTo(
              http().clock().instant().plus(maxAge), Assertions.within(10, ChronoUnit.SECONDS));
      assertThat(site.idIn(renewed)).isEqualTo(guest.id());
      for (String target : List.of("/get?name=color", "/untouched")) {
        assertThat(guest.send(target).cookies()).as("renewed already").isEmpty();
      }
    }
  }

  /** A save alone does not prolong the cookie that the client has. */
  @Test
  default void H34_whoChangesTheSessionInEveryRequestKeepsTheCookie() {
    Duration maxAge = Duration.ofHours(1);
    for (double renewAfter : new double[] {0.25, 0.5}) {
      RunningSite site =
          site(options -> options.cookie(cookie -> cookie.maxAge(maxAge).renewAfter(renewAfter)));
      CookieClient guest = site.visitor();
      Instant end = guest.set("count", "0").onlyCookie().expires().orElseThrow();
      for (int request = 1; request <= 9; request++) {
        http().clock().putForward(Duration.ofMinutes(20));
        assertThat(end)
            .as("the end of the cookie of somebody who was here 20 minutes ago")
            .isAfter(http().clock().instant());
        for (SetCookie cookie : guest.set("count", "" + request).cookies()) {
          end = cookie.expires().orElseThrow();
        }
      }
      assertThat(guest.read("count")).isEqualTo("9");
    }
  }

  /** The days on which formats of dates differ, of more years than 32 bits count seconds. */
  @Test
  default void H31_theCookiesEndIsRightAtTheEndOfEveryYear() {
    Duration maxAge = Duration.ofMinutes(10);
    RunningSite site = site(options -> options.cookie(cookie -> cookie.maxAge(maxAge)));
    LocalDateTime now = LocalDateTime.ofInstant(http().clock().instant(), ZoneOffset.UTC);
    for (int year = now.getYear() + 1; year <= now.getYear() + 14; year++) {
      List<LocalDateTime> moments =
          IntStream.range(0, 10)
              .mapToObj(LocalDate.of(year - 1, 12, 26)::plusDays)
              .map(day -> day.atTime(day.getDayOfMonth() % 24, 0))
              .toList();
      for (LocalDateTime moment : and(moments, LocalDateTime.of(year, 3, 1, 0, 0).minusHours(1))) {
        Instant at = moment.toInstant(ZoneOffset.UTC);
        if (at.isBefore(http().clock().instant())) {
          continue;
        }
        http().clock().putForward(Duration.between(http().clock().instant(), at));
        SetCookie issued = site.visitor().set("color", "red").onlyCookie();
        assertThat(issued.attributes().get("max-age")).as("seconds at %s", at).isEqualTo("600");
        assertThat(issued.expires().orElseThrow())
            .as("the cookie's end, issued at %s: %s", at, issued)
            .isCloseTo(at.plus(maxAge), Assertions.within(10, ChronoUnit.SECONDS));
      }
    }
  }

  private static <T> List<T> and(List<T> several, T another) {
    return Stream.concat(several.stream(), Stream.of(another)).toList();
  }
}
