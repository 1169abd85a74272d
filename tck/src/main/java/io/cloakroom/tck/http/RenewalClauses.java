package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import io.cloakroom.tck.model.Seed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** H34: with which requests a cookie with a maxAge is renewed. */
interface RenewalClauses extends OutageSteps {

  /** How often somebody comes again. */
  int USES = 12;

  List<String> USUAL =
      List.of(
          "/get?name=color",
          "/set?name=color&value=blue",
          "/append?name=cart&value=book",
          "/count?name=visits",
          "/remove?name=cart",
          "/redirect-after-set?name=color&value=green",
          "/large-after-set?name=color&value=red",
          "/log-in?user=ada",
          "/throw-after-set?name=color&value=blue");

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
    streamed(site, guest, Duration.ofMinutes(20));
    Eventually.is(
        "what was changed is saved", () -> guest.read("list").equals("[first, while it streams]"));

    http().clock().putForward(Duration.ofMinutes(15));
    ends(
        guest.send("/get?name=color").onlyCookie(),
        ONE_HOUR,
        "of somebody who was told of an end half an hour ago");
  }

  /** Whatever the requests are, also if time passes while a response streams. */
  @Test
  default void H34_whoUsesTheSessionInTimeStaysLoggedIn() throws Exception {
    Random random = new Random(Seed.next());
    for (double after : new double[] {0, 0.1, 0.5, 0.8}) {
      RunningSite site = renewing(after);
      CookieClient guest = site.visitor();
      Instant end =
          guest.send("/append?name=list&value=first").onlyCookie().expires().orElseThrow();
      Duration longest = Duration.ofMillis((long) (0.99 * (1 - after) * ONE_HOUR.toMillis()));
      Duration since = Duration.ZERO;
      for (int use = 1; use <= USES; use++) {
        Duration later = longest.minus(since).multipliedBy(random.nextInt(100)).dividedBy(100);
        since = random.nextInt(4) == 0 ? longest.dividedBy(2) : Duration.ZERO;
        http().clock().putForward(later);
        assertThat(end)
            .as("end of the cookie of somebody who was here %s ago, use %s", later, use)
            .isAfter(http().clock().instant());

        ReceivedResponse reply =
            since.isZero()
                ? guest.send(USUAL.get(random.nextInt(USUAL.size())))
                : streamed(site, guest, since);

        for (SetCookie cookie : reply.cookies()) {
          end = cookie.expires().orElseThrow();
        }
      }
      assertThat(guest.read("list")).startsWith("[first");
    }
  }

  /** Grows a list in place while the response streams, at a later time. */
  private ReceivedResponse streamed(RunningSite site, CookieClient guest, Duration later)
      throws Exception {
    site.gate().shut();
    try (RawExchange exchange = site.raw(LateChangeClauses.STREAM, guest.cookieHeader())) {
      ReceivedResponse head = exchange.head();
      exchange.firstByte(head);
      http().clock().putForward(later);
      site.gate().open();
      exchange.rest();
      return head;
    }
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
