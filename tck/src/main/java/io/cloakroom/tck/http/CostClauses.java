package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.SessionId;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import org.junit.jupiter.api.Test;

/** H24: the price list, as the port was asked and as the commands reached the server. */
interface CostClauses extends HttpClauses {

  @Test
  default void H24_anUntouchedSessionCostsNothing() {
    CookieClient guest = guestOf(site(), "color", "red");
    costs(0, () -> guest.get("/untouched"));
  }

  @Test
  default void H24_readingCosts1() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.read("color"); // a server that has just started does not know the script yet
    costsExactly(1, () -> assertThat(guest.read("color")).isEqualTo("red"));
  }

  @Test
  default void H24_writingCosts2() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.set("color", "green"); // as above
    costsExactly(2, () -> guest.set("color", "blue"));
    assertThat(guest.read("color")).isEqualTo("blue");
  }

  @Test
  default void H24_theFirstWriteCosts1() {
    CookieClient visitor = site().visitor();
    costsExactly(1, () -> visitor.set("color", "red"));
    assertThat(visitor.read("color")).isEqualTo("red");
  }

  @Test
  default void H24_destroyingCostsAtMost2() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.read("color"); // as above
    String id = guest.id();
    costs(2, () -> guest.get("/destroy"));
    assertThat(site().record(id)).isEmpty();
  }

  @Test
  default void H24_regeneratingCostsAtMost3() {
    CookieClient first = guestOf(site(), "color", "red");
    first.get("/log-in?user=ada"); // as above
    CookieClient guest = guestOf(site(), "color", "red");
    costs(3, () -> guest.get("/log-in?user=ada"));
    assertThat(guest.read("user")).isEqualTo("ada");
  }

  @Test
  default void H24_anUnknownIdCosts1() {
    RunningSite site = site();
    guestOf(site, "color", "red").read("color"); // as above
    String cookie = site.cookieFor(SessionId.random().value());
    costsExactly(1, () -> site.getWithCookie("/get?name=color", cookie));
  }

  @Test
  default void H24_aWrongSignatureCostsNothing() {
    RunningSite site = site();
    String cookie = guestOf(site, "color", "red").cookieHeader() + "x";
    costs(0, () -> site.getWithCookie("/get?name=color", cookie));
  }

  private void costsExactly(int commands, Runnable request) {
    assertThat(costs(commands, request).names()).hasSize(commands);
  }

  private Cost costs(int atMost, Runnable request) {
    Cost cost = http().redis().costOf(request);
    assertThat(cost.names()).hasSizeLessThanOrEqualTo(atMost);
    cost.sent()
        .ifPresent(
            sent ->
                assertThat(sent)
                    .as("what reached the server for %s", cost.names())
                    .hasSameSizeAs(cost.names()));
    return cost;
  }
}
