package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.OnUnavailable;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * H19: a session that could not be read stays so for the rest of the request. Else one part of it
 * has seen no session and the next one has, and each waits for Redis again.
 */
interface FailedReadClauses extends OutageSteps {

  private RunningSite site(OnUnavailable policy) {
    return http()
        .with(
            options -> options.onUnavailable(policy),
            HttpUnderTest.newPrefix(),
            store -> store.resilience(Resilience.NONE));
  }

  @Test
  default void H19_aHandlerThatAsksAgainWhenRedisIsBackIsAnsweredTheSame() {
    for (OnUnavailable policy : OnUnavailable.values()) {
      RunningSite site = site(policy);
      CookieClient guest = guestOf(site, "color", "red");
      Map<String, String> cookie = Map.of("Cookie", guest.cookieHeader());
      AtomicReference<CompletableFuture<ReceivedResponse>> asked = new AtomicReference<>();
      site.gate().shut();
      whileAway(
          OUTAGES.get(0),
          () -> {
            asked.set(site.sendLater("GET", "/get-slowly?name=color", cookie));
            site.gate().awaitArrivalOr(Objects.requireNonNull(asked.get()));
          });

      site.gate().open();
      ReceivedResponse reply = RunningSite.await(Objects.requireNonNull(asked.get()));

      if (policy == OnUnavailable.FAIL) {
        OutageSteps.assertUnavailable("/get-slowly", reply);
      } else {
        assertThat(reply.body()).isEqualTo(Route.NONE);
      }
      assertThat(guest.read("color")).as("by the next request").isEqualTo("red");
    }
  }

  @Test
  default void H19_whoGoesOnAsksOnceHoweverOftenTheSessionIsUsed() {
    CookieClient guest = guestOf(site(OnUnavailable.GO_ON), "color", "red");
    String target =
        "/anything?do=GET~color~!EXISTS~~!SET~color~blue!GET~size~&status=200&end=ANSWER";

    whileAway(
        OUTAGES.get(0),
        () ->
            assertThat(http().redis().costOf(() -> guest.send(target)).names())
                .as("commands while Redis is away")
                .hasSize(1));

    assertThat(guest.read("color")).isEqualTo("red");
  }
}
