package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** H19: a change that can't be saved, whatever is answered after it. */
interface FailedSaveClauses extends OutageSteps {

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
