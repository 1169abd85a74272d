package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.application.ScriptValue;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** H19 and H5: a change that can't be saved, whatever is answered after it. */
interface FailedSaveClauses extends OutageSteps {

  Duration ONE_DAY = Duration.ofDays(1);

  /** What handlers answer: all of them errors, so that each can have an error page. */
  List<Integer> STATUSES = List.of(400, 401, 404, 409, 422, 429, 500, 501, 502, 503, 504, 599);

  /** Ways of answering after a change. */
  List<String> WRITES =
      List.of(
          "/set",
          "/set-for-all",
          "/redirect-after-set",
          "/large-after-set",
          "/stream-after-set",
          "/async-set");

  /** A site that renews the cookie of whoever uses the session. */
  private RunningSite renewing() {
    return site(options -> options.cookie(cookie -> cookie.maxAge(ONE_DAY).renewAfter(0)));
  }

  @Test
  default void H19_aChangeThatCannotBeSavedIs503AndNoCookie() {
    for (String path : WRITES) {
      for (List<String> methods : HALVES) {
        RunningSite site = site(options -> options);
        whileAway(
            OUTAGES.get(0),
            () ->
                methods.forEach(
                    method ->
                        OutageSteps.assertUnavailable(
                            site.visitor(), method, path + "?name=color&value=red")));
        assertThat(guestOf(site, "color", "green").read("color")).isEqualTo("green");
      }
    }
  }

  /** A renewal that fails is no harm, a change that is lost with it is. */
  @Test
  default void H19_aChangeThatCannotBeSavedIs503WhereTheCookieIsToBeRenewedToo() {
    for (int i = 0; i < WRITES.size(); i++) {
      String target = WRITES.get(i) + "?name=color&value=red";
      List<String> methods = HALVES.get(i % HALVES.size());
      RunningSite site = renewing();
      CookieClient guest = guestOf(site, "color", "green");
      http().clock().putForward(Duration.ofSeconds(1));
      whileAwayForWrites(
          OUTAGES.get(0),
          () -> methods.forEach(method -> OutageSteps.assertUnavailable(guest, method, target)));
      assertThat(guest.read("color")).isEqualTo("green");
    }
  }

  /** Of a value that the session cannot hold whoever stores it learns, whatever else is due. */
  @Test
  default void H5_aChangeThatCannotBeStoredIs500AndNoCookie() {
    List<RouteScript.Action> change =
        List.of(new RouteScript.Action(RouteScript.Verb.SET, "color", ScriptValue.UNSTORABLE));
    for (RunningSite site : List.of(site(), renewing())) {
      CookieClient guest = guestOf(site, "color", "red");
      for (RouteScript.End end : RouteScript.End.values()) {
        String target = RouteScript.target(change, 200, end);
        for (CookieClient client : List.of(guest, site.visitor())) {
          http().clock().putForward(Duration.ofSeconds(1));

          ReceivedResponse reply = client.send(target);

          assertThat(reply.status()).as("status of %s", target).isEqualTo(500);
          assertThat(reply.cookies()).as("cookies of %s", target).isEmpty();
        }
        assertThat(guest.read("color")).as("after %s", target).isEqualTo("red");
      }
    }
  }

  /** What the handler says of itself would hide that nothing was done. */
  @ParameterizedTest
  @EnumSource
  default void H19_aChangeThatCannotBeSavedIs503WhateverTheHandlerAnswers(RouteScript.End end) {
    RunningSite site = site(options -> options);
    List<RouteScript.Action> change =
        List.of(new RouteScript.Action(RouteScript.Verb.SET, "color", "red"));
    for (int status : STATUSES) {
      String target = RouteScript.target(change, status, end);
      whileAwayForWrites(
          OUTAGES.get(0),
          () -> {
            ReceivedResponse reply = site.visitor().send(target);
            if (end == RouteScript.End.THROW || end == RouteScript.End.ERROR) {
              assertThat(reply.status()).as("status of %s", target).isIn(500, 503);
              assertThat(reply.cookies()).as("cookies of %s", target).isEmpty();
            } else {
              OutageSteps.assertUnavailable(target, reply);
            }
          });
    }
  }
}
