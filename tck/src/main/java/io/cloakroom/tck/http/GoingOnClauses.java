package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.OnUnavailable;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
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
