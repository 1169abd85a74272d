package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.HandlerBarrier.Refusal;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** H36: a change that comes too late to be saved is an error. */
interface LateChangeClauses extends HttpClauses {

  @Test
  default void H36_afterTheResponseAChangeIsRefused() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    site.gate().shut();
    assertThat(guest.send("/set-afterwards?name=color&value=blue").status()).isEqualTo(200);

    site.gate().open();
    Refusal refusal = site.gate().awaitRefusal();

    assertThat(refusal.reason()).isInstanceOf(IllegalStateException.class);
    String expected = refusal.accepted() > 0 ? "blue" : "red";
    Eventually.is("what was accepted is saved", () -> guest.read("color").equals(expected));
  }

  @Test
  default void H36_aSessionIsRefusedToBeginAfterTheResponse() {
    RunningSite site = site();
    site.gate().shut();
    ReceivedResponse reply = site.visitor().send("/set-afterwards?name=color&value=blue");

    site.gate().open();

    assertThat(reply.cookies()).isEmpty();
    assertThat(site.gate().awaitRefusal().reason()).isInstanceOf(IllegalStateException.class);
    assertThat(site.keys()).isEmpty();
  }

  @Test
  default void H36_aChangeOfASessionThatExpiredMeanwhileIsNotAnsweredAsDone() {
    RunningSite site =
        http()
            .with(
                options -> options,
                HttpUnderTest.newPrefix(),
                store -> store.ttl(Duration.ofSeconds(1)));
    CookieClient guest = guestOf(site, "color", "red");
    String id = guest.id();
    site.gate().shut();
    CompletableFuture<ReceivedResponse> slow =
        CompletableFuture.supplyAsync(() -> guest.send("/set-slowly?name=color&value=blue"));
    site.gate().awaitArrival();
    Eventually.is("the session has expired", () -> site.record(id).isEmpty());

    site.gate().open();

    ReceivedResponse reply = RunningSite.await(slow);
    if (reply.status() < 400) {
      // Where the session had expired before it was looked up, the change began another one.
      assertThat(site.stored(site.idIn(reply.onlyCookie())))
          .as("the session of what was answered as done")
          .hasValueSatisfying(begun -> assertThat(begun.get("color")).isEqualTo("blue"));
    }
  }
}
