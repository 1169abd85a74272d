package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** H24: the price list, as the port was asked and as the commands reached the server. */
interface CostClauses extends HttpClauses {

  @Test
  default void H24_anUntouchedSessionCostsNothing() {
    CookieClient guest = guestOf(site(), "color", "red");
    byEach(method -> costs(0, () -> guest.send(method, "/untouched")));
  }

  @Test
  default void H24_readingCosts1() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.read("color"); // a server that has just started does not know the script yet
    byEach(
        method ->
            costsExactly(
                1,
                () ->
                    assertThat(guest.send(method, "/get?name=color").body())
                        .isEqualTo(method.equals("HEAD") ? "" : "red")));
  }

  @Test
  default void H24_writingCosts2() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.set("color", "green"); // as above
    byEach(
        method -> {
          costsExactly(2, () -> guest.send(method, "/set?name=color&value=by-" + method));
          assertThat(guest.read("color")).isEqualTo("by-" + method);
        });
  }

  @Test
  default void H24_theFirstWriteCosts1() {
    byEach(
        method -> {
          CookieClient visitor = site().visitor();
          costsExactly(1, () -> visitor.send(method, "/set?name=color&value=red"));
          assertThat(visitor.read("color")).isEqualTo("red");
        });
  }

  @Test
  default void H24_destroyingCostsAtMost2() {
    guestOf(site(), "color", "red").read("color"); // as above
    byEach(
        method -> {
          CookieClient guest = guestOf(site(), "color", "red");
          String id = guest.id();
          costs(2, () -> guest.send(method, "/destroy"));
          assertThat(site().record(id)).isEmpty();
        });
  }

  @Test
  default void H24_regeneratingCostsAtMost3() {
    CookieClient first = guestOf(site(), "color", "red");
    first.send("/log-in?user=ada"); // as above
    byEach(
        method -> {
          CookieClient guest = guestOf(site(), "color", "red");
          costs(3, () -> guest.send(method, "/log-in?user=ada"));
          assertThat(guest.read("user")).isEqualTo("ada");
        });
  }

  @Test
  default void H24_anUnknownIdCosts1() {
    RunningSite site = site();
    guestOf(site, "color", "red").read("color"); // as above
    String cookie = site.cookieFor(LikeIds.next().value());
    costsExactly(1, () -> site.sendWithCookie("/get?name=color", cookie));
  }

  @Test
  default void H24_aWrongSignatureCostsNothing() {
    RunningSite site = site();
    String cookie = guestOf(site, "color", "red").cookieHeader() + "x";
    costs(0, () -> site.sendWithCookie("/get?name=color", cookie));
  }

  private static void byEach(Consumer<String> method) {
    METHODS.forEach(method);
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

  @ResponseClauses.OverEachResponse
  default void H24_noWayOfAnsweringCostsMore(Route route) {
    ResponseClauses.needed(route).ifPresent(http()::needs);
    CookieClient guest = guestOf(site(), "color", "red");
    guest.set("color", "green"); // as above

    costsExactly(2, () -> guest.send(ResponseClauses.changing(route)));
    assertThat(guest.read("color")).isEqualTo("blue");
    CookieClient visitor = site().visitor();
    costsExactly(1, () -> visitor.send(ResponseClauses.changing(route)));
    assertThat(visitor.read("color")).isEqualTo("blue");
  }
}
