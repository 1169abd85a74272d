package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteActions;
import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import io.cloakroom.tck.http.site.WatchedCommands;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H11 to H14, and H40: several requests of one session. */
interface ConcurrencyClauses extends HttpClauses {

  /** The numbers of requests that are under way together: more than a machine has processors. */
  List<Integer> TOGETHER = IntStream.range(0, 20).boxed().toList();

  @Test
  default void H13_aDestroyedSessionStaysGoneWhenASlowRequestSavesIt() {
    RunningSite site = site();
    for (String method : METHODS) {
      CookieClient guest = guestOf(site, "color", "red");
      String cookie = guest.cookieHeader();
      String id = guest.id();
      CompletableFuture<ReceivedResponse> slow =
          slowly(site, method, cookie, "/set-slowly?name=color&value=blue");

      guest.send("/destroy");
      site.gate().open();
      ReceivedResponse reply = RunningSite.await(slow);

      assertThat(site.record(id)).as("the record after a slow %s", method).isEmpty();
      assertThat(site.sendWithCookie("/get?name=color", cookie).body()).isEqualTo(Route.NONE);
      assertThat(reply.cookies().stream().filter(set -> !set.isExpired())).isEmpty();
    }
  }

  @Test
  default void H11_ofTwoLogInsAtOnceNeitherIsLost() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String before = guest.id();
    CompletableFuture<ReceivedResponse> slow =
        slowly(site, guest.cookieHeader(), "/log-in-slowly?user=grace");

    guest.send("/log-in?user=ada");
    site.gate().open();
    SetCookie late = RunningSite.await(slow).onlyCookie();

    assertThat(site.idIn(late)).isNotIn(before, guest.id());
    assertThat(site.sendWithCookie("/get?name=user", late.pair()).body()).isEqualTo("grace");
    assertThat(site.sendWithCookie("/get?name=color", late.pair()).body())
        .as("what the late one has not set itself")
        .isEqualTo(Route.NONE);
    assertThat(guest.read("user")).isEqualTo("ada");
    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(site.record(before)).as("the old record").isEmpty();
  }

  @Test
  default void H13_aLogInBringsNothingBackOfASessionDestroyedMeanwhile() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String before = guest.id();
    CompletableFuture<ReceivedResponse> slow =
        slowly(site, guest.cookieHeader(), "/log-in-slowly?user=grace");

    guest.send("/destroy");
    site.gate().open();
    SetCookie late = RunningSite.await(slow).onlyCookie();

    assertThat(site.record(before)).isEmpty();
    assertThat(site.idIn(late)).isNotEqualTo(before);
    assertThat(site.sendWithCookie("/get?name=user", late.pair()).body()).isEqualTo("grace");
    assertThat(site.sendWithCookie("/get?name=color", late.pair()).body()).isEqualTo(Route.NONE);
  }

  @Test
  default void H12_aLogOutWhoseSessionGotANewIdMeanwhileIsNotAnsweredAsDone() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    CompletableFuture<ReceivedResponse> slow =
        slowly(site, guest.cookieHeader(), "/end-slowly?what=session");

    guest.send("/log-in?user=ada");
    site.gate().open();
    ReceivedResponse late = RunningSite.await(slow);

    assertThat(guest.read("user")).as("whoever is logged in").isEqualTo("ada");
    assertThat(late.status()).as("status of the log-out").isGreaterThanOrEqualTo(400);
    assertThat(late.cookies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/log-in?user=ada", "/destroy"})
  default void H29_aSlowRequestThatOnlyReadIssuesNoCookieOfAnIdThatIsGone(String meanwhile) {
    RunningSite site = site(options -> options.rolling(true));
    CookieClient guest = guestOf(site, "color", "red");
    CompletableFuture<ReceivedResponse> slow =
        slowly(site, guest.cookieHeader(), "/get-slowly?name=color");

    guest.send(meanwhile);
    site.gate().open();
    ReceivedResponse late = RunningSite.await(slow);

    assertThat(late.body()).isEqualTo("red");
    assertThat(late.cookies()).isEmpty();
  }

  @Test
  default void H14_aSlowAndAFastRequestBothKeepTheirChanges() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    for (String method : METHODS) {
      CompletableFuture<ReceivedResponse> slow =
          slowly(
              site, method, guest.cookieHeader(), "/set-slowly?name=slow" + method + "&value=done");

      guest.set("fast" + method, "done");
      site.gate().open();
      assertThat(RunningSite.await(slow).status()).isEqualTo(200);
    }

    assertThat(guest.read("color")).isEqualTo("red");
    for (String method : METHODS) {
      assertThat(guest.read("fast" + method)).as("beside a slow %s", method).isEqualTo("done");
      assertThat(guest.read("slow" + method)).as("by a slow %s", method).isEqualTo("done");
    }
  }

  /** Two servers, so that requests also race where no server can put them in order. */
  @Test
  default void H40_aHundredRequestsAtATimeThatCountAllCount() {
    String prefix = HttpUnderTest.newPrefix();
    List<RunningSite> servers =
        List.of(http().with(options -> options, prefix), http().with(options -> options, prefix));
    CookieClient guest = guestOf(servers.get(0), "color", "red");
    Map<String, String> cookie = Map.of("Cookie", guest.cookieHeader());

    List<CompletableFuture<ReceivedResponse>> all =
        IntStream.range(0, 100)
            .mapToObj(i -> servers.get(i % 2).sendLater("/count?name=visits", cookie))
            .toList();
    all.forEach(each -> assertThat(RunningSite.await(each).status()).isEqualTo(200));

    assertThat(guest.read("visits")).isEqualTo("100");
    assertThat(guest.read("color")).isEqualTo("red");
  }

  /** Sends a request, and returns when its handler holds the session. */
  private static CompletableFuture<ReceivedResponse> slowly(
      RunningSite site, String cookie, String target) {
    site.gate().shut();
    return arrived(site, site.sendLater(target, Map.of("Cookie", cookie)));
  }

  private static CompletableFuture<ReceivedResponse> slowly(
      RunningSite site, String method, String cookie, String target) {
    site.gate().shut();
    return arrived(site, site.sendLater(method, target, Map.of("Cookie", cookie)));
  }

  private static CompletableFuture<ReceivedResponse> arrived(
      RunningSite site, CompletableFuture<ReceivedResponse> reply) {
    site.gate().awaitArrival();
    return reply;
  }

  /** Neither what a request reads nor what it saves gets into another that is under way with it. */
  @ParameterizedTest
  @EnumSource
  default void H35_requestsThatAreUnderWayTogetherHaveTheirOwnSessions(RouteScript.End end) {
    RunningSite site = site();
    List<CookieClient> guests =
        TOGETHER.stream().map(number -> guestOf(site, "color", "red" + number)).toList();
    WatchedCommands redis = site.redis().watched();
    redis.holdReads();
    redis.holdWrites();
    List<CompletableFuture<ReceivedResponse>> replies =
        TOGETHER.stream()
            .map(
                number ->
                    site.sendLater(
                        RouteScript.target(
                            List.of(
                                new RouteScript.Action(RouteScript.Verb.GET, "color", ""),
                                new RouteScript.Action(RouteScript.Verb.SET, "own", "of" + number),
                                new RouteScript.Action(RouteScript.Verb.GET, "color", ""),
                                new RouteScript.Action(RouteScript.Verb.SET, "size", "b" + number)),
                            500,
                            end),
                        Map.of("Cookie", guests.get(number).cookieHeader())))
            .toList();
    redis.awaitHeldReads(guests.size());
    redis.releaseReads();
    redis.awaitHeldWrites(guests.size());
    redis.release();

    for (int number : TOGETHER) {
      ReceivedResponse reply = RunningSite.await(replies.get(number));
      if (end.isAnswered()) {
        assertThat(reply.headers().get(RouteScript.SEEN.toLowerCase(Locale.ROOT)))
            .as("what a request has read that ends by %s", end)
            .containsExactly("red%s red%s".formatted(number, number));
      }
      assertThat(site.stored(guests.get(number).id()).orElseThrow().attributes())
          .isEqualTo(Map.of("color", "red" + number, "own", "of" + number, "size", "b" + number));
    }
  }

  @Test
  default void H23_aSlowSaveHoldsUpNoOther() {
    RunningSite site = site();
    WatchedCommands redis = site.redis().watched();
    redis.holdWrites();
    List<CompletableFuture<ReceivedResponse>> replies =
        TOGETHER.stream()
            .map(number -> site.sendLater("/set?name=color&value=red", Map.of()))
            .toList();
    redis.awaitHeldWrites(TOGETHER.size());
    assertThat(site.send("/untouched").body()).isEqualTo("untouched");

    redis.release();

    replies.forEach(
        reply -> assertThat(RunningSite.await(reply).onlyCookie().value()).isNotEmpty());
  }

  /** Each request has a session of its own to change, although all were looked up at one time. */
  @ParameterizedTest
  @EnumSource(
      value = RouteActions.LogIn.class,
      names = {"KEEP", "DROP", "END"})
  default void H29_aRequestThatWasLookedUpTogetherWithALogInCannotUndoIt(RouteActions.LogIn by) {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String before = guest.cookieHeader();
    site.gate().shut();
    site.redis().watched().holdReads();
    CompletableFuture<ReceivedResponse> slow =
        site.sendLater("/set-slowly?name=color&value=blue", Map.of("Cookie", before));
    CompletableFuture<ReceivedResponse> logIn =
        site.sendLater("/log-in?user=ada&by=" + by, Map.of("Cookie", before));
    site.redis().watched().awaitHeldReads(2);
    site.redis().watched().releaseReads();
    site.gate().awaitArrival();
    SetCookie issued = RunningSite.await(logIn).onlyCookie();

    site.gate().open();
    ReceivedResponse late = RunningSite.await(slow);

    assertThat(late.cookies()).as("cookies of the slow request").isEmpty();
    assertThat(site.sendWithCookie("/get?name=user", issued.pair()).body()).isEqualTo("ada");
    assertThat(site.sendWithCookie("/get?name=color", issued.pair()).body())
        .isEqualTo(by == RouteActions.LogIn.KEEP ? "red" : Route.NONE);
  }
}
