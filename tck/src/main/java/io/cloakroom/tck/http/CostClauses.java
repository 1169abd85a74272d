package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.SessionId;
import io.cloakroom.tck.http.RedisSide.Cost;
import org.junit.jupiter.api.Test;

/** H24: the price list, as the port was asked and as the server counted. */
interface CostClauses extends HttpClauses {

  @Test
  default void H24_anUntouchedSessionCostsNothing() {
    Visitor guest = guestOf(site(), "color", "red");
    costs(0, () -> guest.get("/untouched"));
  }

  @Test
  default void H24_readingCosts1() {
    Visitor guest = guestOf(site(), "color", "red");
    costs(1, () -> guest.read("color"));
  }

  @Test
  default void H24_writingCosts2() {
    Visitor guest = guestOf(site(), "color", "red");
    guest.set("color", "green"); // a server that has just started does not know the script yet
    costs(2, () -> guest.set("color", "blue"));
  }

  @Test
  default void H24_theFirstWriteCosts1() {
    Website site = site();
    costs(1, () -> site.visitor().set("color", "red"));
  }

  @Test
  default void H24_destroyingCostsAtMost2() {
    Visitor guest = guestOf(site(), "color", "red");
    costs(2, () -> guest.get("/destroy"));
  }

  @Test
  default void H24_regeneratingCostsAtMost3() {
    Visitor first = guestOf(site(), "color", "red");
    first.get("/log-in?user=ada"); // as above
    Visitor guest = guestOf(site(), "color", "red");
    costs(3, () -> guest.get("/log-in?user=ada"));
  }

  @Test
  default void H24_anUnknownIdCosts1() {
    Website site = site();
    String cookie = site.cookieFor(SessionId.random().value());
    costs(1, () -> site.getWithCookie("/get?name=color", cookie));
  }

  @Test
  default void H24_aWrongSignatureCostsNothing() {
    Website site = site();
    String cookie = guestOf(site, "color", "red").cookieHeader() + "x";
    costs(0, () -> site.getWithCookie("/get?name=color", cookie));
  }

  private void costs(int atMost, Runnable request) {
    Cost cost = http().redis().costOf(request);
    assertThat(cost.names()).hasSizeLessThanOrEqualTo(atMost);
    cost.carriedOut()
        .ifPresent(
            counted ->
                assertThat(counted)
                    .as("what the server counted for %s", cost.names())
                    .isEqualTo(cost.expectedCarriedOut()));
  }
}
