package io.cloakroom.tck.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.http.application.HandlerBarrier.Refusal;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SignedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** H1, H4, H6, H8, H32 and H36: what is done without a session, or beside its request. */
interface UnaskedAnswerClauses extends HttpClauses {

  /** Where nobody asks for the session: what is not there, and what is answered with a status. */
  List<String> UNASKED =
      Stream.concat(
              Stream.of("/no-such-route", "/no/such/route?name=color"),
              Stream.of(200, 204, 301, 304, 400, 403, 410, 500, 503)
                  .map(status -> Route.UNTOUCHED_STATUS.path() + "?status=" + status))
          .toList();

  @Test
  default void H1_H32_whateverIsAnsweredWithoutTheSessionCostsNothingAndStaysCacheable() {
    CookieClient guest = guestOf(site(), "color", "red");
    for (String target : UNASKED) {
      List<ReceivedResponse> answers = new ArrayList<>();
      Cost cost = http().redis().costOf(() -> answers.add(guest.send(target)));

      assertThat(cost.names()).as("commands of %s", target).isEmpty();
      ReceivedResponse answer = answers.get(0);
      assertThat(answer.cookies())
          .as("cookies of %s", target)
          .noneMatch(cookie -> cookie.name().equals(site().cookieName()));
      assertThat(CachingClauses.isPrivate(answer)).as("what %s tells caches", target).isFalse();
      if (target.startsWith(Route.UNTOUCHED_STATUS.path())) { // and is no framework's own page
        assertThat(answer.headers())
            .as("headers of %s", target)
            .doesNotContainKeys("cache-control", "expires", "vary", "pragma");
      }
    }
  }

  /** Threads of a pool begin with one request, and serve others. */
  @Test
  default void H6_aThreadOfAPoolHasTheSessionOfTheRequestThatItWorksFor() {
    http().needs(HttpCapability.ASYNC);
    List<CookieClient> guests =
        Stream.of("red", "blue", "green", "grey", "pink")
            .map(color -> guestOf(site(), "color", color))
            .toList();
    for (int round = 0; round < 2; round++) {
      for (CookieClient guest : guests) {
        assertThat(guest.send("/async-set?name=size&value=" + guests.indexOf(guest)).status())
            .isEqualTo(200);
      }
      for (CookieClient guest : guests) {
        assertThat(guest.read("size")).isEqualTo("" + guests.indexOf(guest));
      }
    }
  }

  @Test
  default void H36_aSessionThatIsFirstAskedForWhileItsResponseStreamsIsSavedOrRefused() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    site.gate().shut();
    CompletableFuture<ReceivedResponse> reply =
        site.sendLater(
            Route.STREAM_ASKING_LATE.path() + "?name=color&value=blue",
            Map.of("Cookie", guest.cookieHeader()));
    site.gate().awaitArrival(); // within its body

    site.gate().open();
    Refusal refusal = site.gate().awaitRefusal();

    RunningSite.await(reply);
    String expected = refusal.accepted() > 0 ? "blue" : "red";
    Eventually.is("what was accepted is saved", () -> guest.read("color").equals(expected));
  }

  /** Whoever watches an application learns that somebody tries. */
  @Test
  default void H8_aWrongSignatureIsToldToTheStoresObserver() {
    AtomicInteger told = new AtomicInteger();
    StoreObserver observer =
        new StoreObserver() {
          @Override
          public void wrongSignature() {
            told.incrementAndGet();
          }
        };
    RunningSite site =
        http()
            .with(options -> options, HttpUnderTest.newPrefix(), store -> store.observer(observer));
    CookieClient guest = guestOf(site, "color", "red");
    guest.read("color");
    assertThat(told).hasValue(0);

    String forged = site.cookieName() + "=" + SignedId.sign(guest.id(), "a secret of nobody's");
    assertThat(site.sendWithCookie("/get?name=color", forged).status()).isEqualTo(200);

    assertThat(told).hasValue(1);
  }

  @Test
  default void H4_anAttributeWithoutAValueIsRemovedToo() {
    CookieClient guest = guestOf(site(), "color", "red");
    guest.set("size", "large");
    String record = site().record(guest.id()).orElseThrow();
    assertThat(record).contains("\"color\":\"red\"");
    site()
        .overwriteRecord(
            guest.id(), record.replace("\"color\":\"red\"", "\"color\":null").getBytes(UTF_8));

    guest.send("/remove?name=color");

    assertThat(site().stored(guest.id()).orElseThrow().names()).containsExactly("size");
  }
}
