package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.http.Unset;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import io.cloakroom.tck.http.site.SignedId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H15, H16 and H18: what the options do. */
interface OptionClauses extends HttpClauses {

  @Test
  default void H15_rollingOffAnUnchangedResponseSetsNoCookie() {
    RunningSite site =
        site(options -> options.cookie(cookie -> cookie.maxAge(Duration.ofHours(1))));
    CookieClient guest = guestOf(site, "color", "red");

    for (String method : METHODS) {
      assertThat(guest.send(method, "/get?name=color").cookies()).as(method).isEmpty();
      assertThat(guest.send(method, "/untouched").cookies()).as(method).isEmpty();
    }
    assertThat(guest.read("color")).isEqualTo("red");
  }

  @Test
  default void H15_rollingOnTheCookiesExpiryAndTheTtlMoveInStep() {
    Duration maxAge = Duration.ofHours(1);
    RunningSite site =
        site(
            options -> options.rolling(true).cookie(cookie -> cookie.maxAge(maxAge).renewAfter(1)));
    CookieClient guest = guestOf(site, "color", "red");
    site.shortenTo(guest.id(), Duration.ofSeconds(90));
    http().clock().putForward(Duration.ofMinutes(20));

    ReceivedResponse reply = guest.send("/get?name=color");

    assertThat(reply.body()).isEqualTo("red");
    assertThat(reply.onlyCookie().expires().orElseThrow())
        .isCloseTo(http().clock().instant().plus(maxAge), within(10, ChronoUnit.SECONDS));
    assertThat(site.timeToLive(guest.id()))
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left -> assertThat(left.duration()).isCloseTo(maxAge, Duration.ofSeconds(10)));
  }

  @Test
  default void H15_rollingLeavesAloneWhatAsksForNoSession() {
    RunningSite site = site(options -> options.rolling(true));
    CookieClient guest = guestOf(site, "color", "red");
    for (String method : METHODS) {
      ReceivedResponse[] reply = new ReceivedResponse[1];
      Cost cost = http().redis().costOf(() -> reply[0] = guest.send(method, "/untouched"));

      assertThat(cost.names()).as("what %s costs", method).isEmpty();
      assertThat(reply[0].cookies()).as(method).isEmpty();
      assertThat(CachingClauses.isPrivate(reply[0])).as(method).isFalse();
    }
  }

  @Test
  default void H15_rollingOffReadingStillMovesTheTtl() {
    RunningSite site =
        site(options -> options.cookie(cookie -> cookie.maxAge(Duration.ofHours(1))));
    CookieClient guest = guestOf(site, "color", "red");
    for (String method : METHODS) {
      site.shortenTo(guest.id(), Duration.ofSeconds(90));

      guest.send(method, "/get?name=color");

      assertThat(site.timeToLive(guest.id()))
          .as("what is left after a %s", method)
          .isInstanceOfSatisfying(
              TimeToLive.Remaining.class,
              left -> assertThat(left.duration()).isGreaterThan(Duration.ofMinutes(50)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/untouched", "/get?name=color", "/no-such-route"})
  default void H16_saveUninitializedStoresASessionForEveryVisitor(String target) {
    RunningSite site = site(options -> options.saveUninitialized(true));

    for (String method : METHODS) {
      CookieClient visitor = site.visitor();
      visitor.send(method, target);

      assertThat(site.record(visitor.id())).as("the session of a first %s", method).isPresent();
      assertThat(visitor.send(method, target).cookies())
          .as("cookies of the second response")
          .isEmpty();
    }
  }

  @Test
  default void H16_resaveSavesAnUnchangedSession() {
    RunningSite site = site(options -> options.resave(true));
    CookieClient guest = guestOf(site, "color", "red");

    for (String method : METHODS) {
      Cost cost = http().redis().costOf(() -> guest.send(method, "/get?name=color"));

      assertThat(cost.writes()).as("writes of %s among %s", method, cost.names()).isEqualTo(1);
    }
    assertThat(guest.read("color")).isEqualTo("red");
  }

  @Test
  default void H16_resaveBringsNothingBack() {
    RunningSite site = site(options -> options.resave(true));
    for (String meanwhile : List.of("/destroy", "/log-in?user=ada", "/set?name=color&value=blue")) {
      CookieClient guest = guestOf(site, "color", "red");
      String id = guest.id();
      site.gate().shut();
      CompletableFuture<ReceivedResponse> slow =
          site.sendLater("GET", "/get-slowly?name=color", Map.of("Cookie", guest.cookieHeader()));
      site.gate().awaitArrival();

      guest.send(meanwhile);
      site.gate().open();
      assertThat(RunningSite.await(slow).body()).isEqualTo("red");

      if (meanwhile.startsWith("/set")) {
        assertThat(guest.read("color")).isEqualTo("blue");
      } else {
        assertThat(site.record(id)).as("the record after %s", meanwhile).isEmpty();
      }
    }
  }

  @Test
  default void H16_withoutResaveAnUnchangedSessionIsNotSaved() {
    CookieClient guest = guestOf(site(), "color", "red");

    for (String method : METHODS) {
      Cost cost = http().redis().costOf(() -> guest.send(method, "/get?name=color"));

      assertThat(cost.writes()).as("writes of %s among %s", method, cost.names()).isZero();
    }
    assertThat(guest.read("color")).isEqualTo("red");
  }

  @Test
  default void H16_unsetKeepsTheSessionAsItWas() {
    RunningSite site = site(options -> options.unset(Unset.KEEP));
    CookieClient guest = guestOf(site, "color", "red");

    assertThat(guest.send("/unset?name=color&value=blue").status()).isEqualTo(200);

    assertThat(guest.read("color")).isEqualTo("red");
  }

  @Test
  default void H16_unsetDestroysTheSessionWhereThatIsAsked() {
    RunningSite site = site(options -> options.unset(Unset.DESTROY));
    CookieClient guest = guestOf(site, "color", "red");
    String id = guest.id();

    guest.send("/unset?name=color&value=blue");

    assertThat(site.record(id)).isEmpty();
    assertThat(guest.read("color")).isEqualTo(Route.NONE);
  }

  @Test
  default void H16_theSessionOfAnIdThatGenidMakesTwiceIsNotOverwritten() {
    SessionId only = LikeIds.next();
    RunningSite site = site(options -> options.genid(request -> only));
    CookieClient first = guestOf(site, "color", "red");

    CookieClient second = site.visitor();
    ReceivedResponse refused = second.send("/set?name=color&value=blue");

    assertThat(refused.status()).as("it must not look as if it were done").isGreaterThan(399);
    assertThat(first.read("color")).isEqualTo("red");
  }

  @Test
  default void H16_genidMakesTheIds() {
    SessionId first = LikeIds.next();
    SessionId second = LikeIds.next();
    Iterator<SessionId> ids = List.of(first, second).iterator();
    RunningSite site = site(options -> options.genid(request -> ids.next()));

    CookieClient guest = guestOf(site, "color", "red");
    assertThat(guest.id()).isEqualTo(first.value());

    guest.send("/regenerate?data=KEEP");
    assertThat(guest.id()).isEqualTo(second.value());
    assertThat(guest.read("color")).isEqualTo("red");
  }

  /** Whatever express-session allows. */
  @Test
  default void H16_anyTextThatGenidMakesIsAnId() {
    List<String> texts =
        List.of(
            "user42:abc",
            " ",
            "a b",
            "100%",
            "%3A",
            "a+b/c=",
            "é漢😀",
            "{tag}",
            "a}b",
            "a;b,c\"d\\e",
            "s:a.b",
            "a\tb\u0000",
            "users:ada",
            "x".repeat(3000));
    Iterator<String> made = texts.iterator();
    RunningSite site = site(options -> options.genid(request -> SessionId.of(made.next())));

    for (String text : texts) {
      CookieClient guest = guestOf(site, "color", "red");

      assertThat(guest.id()).isEqualTo(text);
      guest.set("shape", "round");
      assertThat(guest.read("color")).as(text).isEqualTo("red");
      assertThat(site.sendWithCookie("/get?name=shape", site.cookieFor(text)).body())
          .as(text)
          .isEqualTo("round");
    }
  }

  @Test
  default void H18_aCookieUnderAnyOldSecretIsAcceptedAndIssuedAgain() {
    String prefix = HttpUnderTest.newPrefix();
    String oldest = "the secret of the day before, of more than 32 bytes";
    String old = ChangedOptionClauses.OF_YESTERDAY;
    String newest = ChangedOptionClauses.OF_TODAY;
    UnaryOperator<EngineOptions> ofToday = options -> options.secrets(newest, old, oldest);
    List<RunningSite> today = List.of(http().with(ofToday, prefix), http().with(ofToday, prefix));
    for (String before : List.of(old, oldest)) {
      RunningSite then = http().with(options -> options.secrets(before), prefix);
      CookieClient guest = guestOf(then, "color", "red");
      assertThat(guest.read("color"))
          .as("the cookie, while its secret is the newest")
          .isEqualTo("red");

      for (RunningSite server : today) {
        ReceivedResponse reply = server.sendWithCookie("/get?name=color", guest.cookieHeader());

        assertThat(reply.body()).isEqualTo("red");
        SetCookie issued = reply.onlyCookie();
        assertThat(SignedId.verify(issued.value(), newest)).isEqualTo(guest.id());
        ReceivedResponse next = server.sendWithCookie("/get?name=color", issued.pair());
        assertThat(next.body()).isEqualTo("red");
        assertThat(next.cookies()).isEmpty();
      }
    }
  }

  @Test
  default void H18_aCookieUnderASecretThatWasTakenAwayIsNoSession() {
    String prefix = HttpUnderTest.newPrefix();
    RunningSite before =
        http().with(options -> options.secrets("a secret of 32 bytes that leaked away"), prefix);
    RunningSite after = http().with(options -> options, prefix);
    CookieClient guest = guestOf(before, "color", "red");
    assertThat(guest.read("color")).as("as long as it was there").isEqualTo("red");

    ReceivedResponse reply = after.sendWithCookie("/get?name=color", guest.cookieHeader());

    assertThat(reply.body()).isEqualTo(Route.NONE);
  }
}
