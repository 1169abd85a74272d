package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** H11, H13 and H14: two requests of one session. */
interface ConcurrencyClauses extends HttpClauses {

  @Test
  default void H13_aDestroyedSessionStaysGoneWhenASlowRequestSavesIt() {
    Website site = site();
    Visitor guest = guestOf(site, "color", "red");
    String cookie = guest.cookieHeader();
    String id = guest.id();
    CompletableFuture<Reply> slow = slowly(site, cookie, "/set-slowly?name=color&value=blue");

    guest.get("/destroy");
    site.gate().open();
    Reply reply = Website.await(slow);

    assertThat(site.record(id)).isEmpty();
    assertThat(site.getWithCookie("/get?name=color", cookie).body()).isEqualTo(Route.NONE);
    assertThat(reply.cookies().stream().filter(set -> !set.isExpired())).isEmpty();
  }

  @Test
  default void H11_ofTwoLogInsAtOnceNeitherIsLost() {
    Website site = site();
    Visitor guest = guestOf(site, "color", "red");
    String before = guest.id();
    CompletableFuture<Reply> slow = slowly(site, guest.cookieHeader(), "/log-in-slowly?user=grace");

    guest.get("/log-in?user=ada");
    site.gate().open();
    SetCookie late = Website.await(slow).onlyCookie();

    assertThat(site.idIn(late)).isNotIn(before, guest.id());
    assertThat(site.getWithCookie("/get?name=user", late.pair()).body()).isEqualTo("grace");
    assertThat(site.getWithCookie("/get?name=color", late.pair()).body())
        .as("what the late one has not set itself")
        .isEqualTo(Route.NONE);
    assertThat(guest.read("user")).isEqualTo("ada");
    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(site.record(before)).as("the old record").isEmpty();
  }

  @Test
  default void H13_aLogInWhoseSessionIsDestroyedMeanwhileBringsNothingOfItBack() {
    Website site = site();
    Visitor guest = guestOf(site, "color", "red");
    String before = guest.id();
    CompletableFuture<Reply> slow = slowly(site, guest.cookieHeader(), "/log-in-slowly?user=grace");

    guest.get("/destroy");
    site.gate().open();
    SetCookie late = Website.await(slow).onlyCookie();

    assertThat(site.record(before)).isEmpty();
    assertThat(site.idIn(late)).isNotEqualTo(before);
    assertThat(site.getWithCookie("/get?name=user", late.pair()).body()).isEqualTo("grace");
    assertThat(site.getWithCookie("/get?name=color", late.pair()).body()).isEqualTo(Route.NONE);
  }

  @Test
  default void H14_aSlowAndAFastRequestBothKeepTheirChanges() {
    Website site = site();
    Visitor guest = guestOf(site, "color", "red");
    CompletableFuture<Reply> slow =
        slowly(site, guest.cookieHeader(), "/set-slowly?name=slow&value=done");

    guest.set("fast", "done");
    site.gate().open();
    assertThat(Website.await(slow).status()).isEqualTo(200);

    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(guest.read("fast")).isEqualTo("done");
    assertThat(guest.read("slow")).isEqualTo("done");
  }

  /** Sends a request, and returns when its handler holds the session. */
  private static CompletableFuture<Reply> slowly(Website site, String cookie, String target) {
    site.gate().shut();
    CompletableFuture<Reply> reply = site.getLater(target, Map.of("Cookie", cookie));
    site.gate().awaitArrival();
    return reply;
  }
}
