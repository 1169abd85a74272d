package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.HandlerBarrier.Refusal;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** H41: a visitor whose connection goes away loses nothing, and leaves nothing open. */
interface LostVisitorClauses extends HttpClauses {

  @Test
  default void H41_whatAHandlerChangesIsSavedThoughNobodyWaitsForTheAnswer() throws Exception {
    RunningSite site = site();
    for (String method : METHODS) {
      CookieClient guest = guestOf(site, "color", "red");
      site.gate().shut();
      try (RawExchange lost =
          site.raw(method, "/set-slowly?name=color&value=blue", guest.cookieHeader())) {
        site.gate().awaitArrival();
        lost.abort();
      }
      site.gate().open();

      isSaved(guest, "a " + method + " whose visitor has gone before its handler was done");
    }
  }

  @Test
  default void H41_aSaveThatIsUnderWayIsNotGivenUp() throws Exception {
    RunningSite site = site();
    for (String method : METHODS) {
      CookieClient guest = guestOf(site, "color", "red");
      site.redis().watched().holdWrites();
      try (RawExchange lost =
          site.raw(method, "/set?name=color&value=blue", guest.cookieHeader())) {
        site.redis().watched().writeArrived().get(15, TimeUnit.SECONDS);
        lost.abort();
      }
      site.redis().watched().release();

      isSaved(guest, "a " + method + " whose visitor has gone during the save");
    }
  }

  @Test
  default void H41_aStreamThatNobodyReadsEndsItsRequest() throws Exception {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    site.gate().shut();
    try (RawExchange lost =
        site.raw("/stream-afterwards?name=color&value=blue", guest.cookieHeader())) {
      ReceivedResponse head = lost.head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(lost.firstByte(head)).isEqualTo('x');
      lost.abort();
    }
    site.gate().open();

    Refusal refusal = site.gate().awaitRefusal();

    assertThat(refusal.reason()).isInstanceOf(IllegalStateException.class);
    if (refusal.accepted() > 0) {
      isSaved(guest, "a stream whose visitor has gone");
    }
    assertThat(guest.set("size", "large").status()).isEqualTo(200);
    assertThat(guest.read("size")).isEqualTo("large");
  }

  private static void isSaved(CookieClient guest, String of) {
    Eventually.is("the change of " + of + " is saved", () -> guest.read("color").equals("blue"));
    assertThat(guest.set("color", "green").status()).isEqualTo(200);
    assertThat(guest.read("color")).isEqualTo("green");
  }
}
