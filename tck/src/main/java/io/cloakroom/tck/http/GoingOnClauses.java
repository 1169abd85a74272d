package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.OnUnavailable;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.WatchedCommands;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** H19: what an application that goes on without Redis must not hide. */
interface GoingOnClauses extends OutageSteps {

  private RunningSite goingOn() {
    return site(options -> options.onUnavailable(OnUnavailable.GO_ON));
  }

  /** A refusal does not end by itself, and nobody would notice it. */
  @Test
  default void H19_goingOnHidesNoRefusal() {
    CookieClient guest = guestOf(goingOn(), "color", "red");
    for (String refusal :
        List.of(
            "NOPERM this user has no permissions", "WRONGPASS invalid", "ERR unknown command")) {
      whileAway(
          () -> new RedisRefusedException(refusal, null),
          () -> {
            for (String target : List.of("/get?name=color", "/set?name=color&value=blue")) {
              ReceivedResponse reply = guest.send(target);

              assertThat(reply.status()).as("%s after %s", target, refusal).isEqualTo(500);
              assertThat(reply.cookies()).isEmpty();
            }
          });
      assertThat(guest.read("color")).isEqualTo("red");
    }
  }

  /**
   * The id from before the log-in, which somebody may have planted, would open its session still.
   */
  @Test
  default void H19_aLogInThatCouldNotReadTheSessionFailsAlthoughRedisIsBack() {
    RunningSite site = goingOn();
    CookieClient guest = guestOf(site, "color", "red");
    Map<String, String> cookie = Map.of("Cookie", guest.cookieHeader());
    site.gate().shut();
    AtomicReference<CompletableFuture<ReceivedResponse>> logIn = new AtomicReference<>();
    whileAway(
        OUTAGES.get(0),
        () -> {
          logIn.set(site.sendLater("POST", "/log-in-slowly?user=ada", cookie));
          site.gate().awaitArrival();
        });

    site.gate().open();
    ReceivedResponse reply = RunningSite.await(Objects.requireNonNull(logIn.get()));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.cookies()).isEmpty();
    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(guest.read("user")).isEqualTo(Route.NONE);
  }

  /** A log-in, a log-out and an end of the others are done as a whole where nothing is told. */
  @Test
  default void H19_noEndThatFailsHalfWayIsHidden() {
    for (OnUnavailable policy : OnUnavailable.values()) {
      RunningSite site =
          http()
              .with(
                  options -> options.onUnavailable(policy),
                  HttpUnderTest.newPrefix(),
                  store -> store.userIndex("user").resilience(Resilience.NONE));
      for (String target :
          List.of(
              "/destroy",
              "/destroy-others?order=alone",
              "/destroy-others?order=after",
              "/log-in?by=OTHERS&user=",
              "/log-in?user=",
              "/regenerate?data=KEEP")) {
        int writes = 0;
        while (isWholeOrTold(site, target, writes)) {
          writes++;
        }
        assertThat(writes).as("the writes of %s", target).isPositive();
      }
    }
  }

  /**
   * @param writes how many reach Redis
   * @return false where there were no more
   */
  private boolean isWholeOrTold(RunningSite site, String target, int writes) {
    String user = "user" + writes;
    CookieClient elsewhere = site.visitor();
    elsewhere.send("/log-in?user=" + user);
    CookieClient here = site.visitor();
    here.send("/log-in?user=" + user);
    String old = here.cookieHeader();
    WatchedCommands watched = http().redis().watched();
    watched.goAwayAfterWrites(writes, OUTAGES.get(0));
    ReceivedResponse reply = here.send(target.endsWith("=") ? target + user : target);
    boolean failed = watched.haveWritesFailed();
    watched.comeBack();
    String what = "%s, of whose writes %s reach Redis".formatted(target, writes);
    if (reply.status() != 200) {
      assertThat(failed).as("whether a write of %s has failed", what).isTrue();
      OutageSteps.assertUnavailable(what, reply);
      return true;
    }
    assertThat(here.read("user"))
        .as("the user after %s", what)
        .isEqualTo(target.equals("/destroy") ? Route.NONE : user);
    assertThat(site.sendWithCookie("/get?name=user", old).body())
        .as("the user by the old id after %s", what)
        .isEqualTo(Route.NONE);
    assertThat(elsewhere.read("user"))
        .as("the user elsewhere after %s", what)
        .isEqualTo(target.toLowerCase(Locale.ROOT).contains("others") ? Route.NONE : user);
    return failed;
  }

  /** It was made from the session all the same. */
  @Test
  default void H32_aPageThatGoesOnWithoutItsSaveIsPrivate() {
    CookieClient guest = guestOf(goingOn(), "color", "red");
    List<RouteScript.Action> script =
        List.of(
            new RouteScript.Action(RouteScript.Verb.GET, "color", ""),
            new RouteScript.Action(RouteScript.Verb.SET, "size", "large"));
    whileAwayForWrites(
        OUTAGES.get(0),
        () -> {
          ReceivedResponse page =
              guest.send(RouteScript.target(script, 200, RouteScript.End.ANSWER));

          assertThat(page.headers().get(RouteScript.SEEN.toLowerCase(Locale.ROOT)))
              .containsExactly("red");
          assertThat(page.headers().getOrDefault("cache-control", List.of()))
              .as("who may keep a page whose changes could not be saved")
              .containsExactly("private");
        });
  }
}
