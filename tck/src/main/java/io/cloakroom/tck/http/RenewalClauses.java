package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** H34: with which requests a cookie with a maxAge is renewed. */
interface RenewalClauses extends OutageSteps {

  Duration ONE_HOUR = Duration.ofHours(1);

  private RunningSite renewing(double after) {
    return site(options -> options.cookie(cookie -> cookie.maxAge(ONE_HOUR).renewAfter(after)));
  }

  @Test
  default void H34_eachUseRenewsTheCookieOrNoneDoesWhereThatIsAsked() {
    RunningSite always = renewing(0);
    RunningSite never = renewing(1);
    for (String method : METHODS) {
      CookieClient guest = guestOf(always, "color", "red");
      CookieClient leaving = guestOf(never, "color", "red");
      for (Duration later : List.of(Duration.ofSeconds(1), Duration.ofMinutes(2))) {
        http().clock().putForward(later);

        SetCookie renewed = guest.send(method, "/get?name=color").onlyCookie();

        ends(renewed, ONE_HOUR, "of somebody who has sent a " + method);
      }
      http().clock().putForward(Duration.ofMinutes(50));
      assertThat(leaving.send(method, "/get?name=color").cookies()).as("by %s", method).isEmpty();
    }
  }

  private void ends(SetCookie cookie, Duration later, String whose) {
    assertThat(cookie.expires().orElseThrow())
        .as("the end of the cookie %s", whose)
        .isCloseTo(http().clock().instant().plus(later), within(10, ChronoUnit.SECONDS));
  }

  /** Else the session ends before the cookie, or reads renew a cookie that is new still. */
  @Test
  default void H34_aChangeThatSendsTheCookieCountsAsItsRenewal() {
    RunningSite site = renewing(0.1);
    for (String change :
        List.of(
            "/set?name=color&value=blue",
            "/append?name=cart&value=book",
            "/count?name=visits",
            "/remove?name=cart",
            "/log-in?user=ada",
            "/async-set?name=color&value=blue",
            "/stream-after-set?name=color&value=blue")) {
      CookieClient guest = guestOf(site, "color", "red");
      guest.send("/append?name=cart&value=pen");
      http().clock().putForward(Duration.ofMinutes(3));

      ReceivedResponse changed = guest.send(change);

      ends(changed.onlyCookie(), ONE_HOUR, "that came with " + change);
      Instant told = changed.onlyCookie().expires().orElseThrow();
      assertThat(site.stored(guest.id()).orElseThrow().storedCookie().expires())
          .as("in the record after %s", change)
          .isCloseTo(told, within(1, ChronoUnit.SECONDS));
      http().clock().putForward(Duration.ofMinutes(4));
      assertThat(guest.send("/get?name=color").cookies()).as("soon after %s", change).isEmpty();
      http().clock().putForward(Duration.ofMinutes(3));
      assertThat(guest.send("/get?name=color").cookies()).as("long after %s", change).hasSize(1);
    }
  }

  /** What is saved then sends no cookie, so the client's ends when it did before. */
  @Test
  default void H34_aSaveWhileTheResponseStreamsIsNoRenewal() throws Exception {
    RunningSite site = renewing(0.5);
    CookieClient guest = site.visitor();
    guest.send("/append?name=list&value=first");
    site.gate().shut();
    try (RawExchange exchange = site.raw(LateChangeClauses.STREAM, guest.cookieHeader())) {
      ReceivedResponse head = exchange.head();
      exchange.firstByte(head);
      http().clock().putForward(Duration.ofMinutes(20));

      site.gate().open();
      exchange.rest();
    }
    Eventually.is(
        "what was changed is saved", () -> guest.read("list").equals("[first, while it streams]"));

    http().clock().putForward(Duration.ofMinutes(15));
    ends(
        guest.send("/get?name=color").onlyCookie(),
        ONE_HOUR,
        "of somebody who was told of an end half an hour ago");
  }

  /** The page needs only what it has read. */
  @Test
  default void H34_aRenewalThatCannotBeSavedLeavesThePageAndComesLater() {
    RunningSite site = renewing(0.1);
    for (String method : METHODS) {
      CookieClient guest = guestOf(site, "color", "red");
      http().clock().putForward(Duration.ofMinutes(10));
      whileAwayForWrites(
          OUTAGES.get(0),
          () -> {
            ReceivedResponse read = guest.send(method, "/get?name=color");
            assertThat(read.status()).as("status of a %s", method).isEqualTo(200);
            assertThat(read.cookies()).as("by %s", method).isEmpty();
          });

      SetCookie renewed = guest.send(method, "/get?name=color").onlyCookie();

      ends(renewed, ONE_HOUR, "of somebody who has sent a " + method);
      assertThat(guest.read("color")).isEqualTo("red");
    }
  }
}
