package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.Unset;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.http.RedisSide.Cost;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H15, H16, H18 and H25: what the options do. */
interface OptionClauses extends HttpClauses {

  @Test
  default void H15_rollingOffAnUnchangedResponseSetsNoCookie() {
    Website site =
        site(options -> options.cookie(CookieOptions.DEFAULT.maxAge(Duration.ofHours(1))));
    Visitor guest = guestOf(site, "color", "red");

    assertThat(guest.get("/get?name=color").cookies()).isEmpty();
    assertThat(guest.get("/untouched").cookies()).isEmpty();
  }

  @Test
  default void H15_rollingOnTheCookiesExpiryAndTheTtlMoveInStep() {
    Duration maxAge = Duration.ofHours(1);
    Website site =
        site(options -> options.rolling(true).cookie(CookieOptions.DEFAULT.maxAge(maxAge)));
    Visitor guest = guestOf(site, "color", "red");
    site.shortenTo(guest.id(), Duration.ofSeconds(90));
    http().clock().putForward(Duration.ofMinutes(20));

    Reply reply = guest.get("/get?name=color");

    assertThat(reply.body()).isEqualTo("red");
    assertThat(reply.onlyCookie().expires().orElseThrow())
        .isCloseTo(http().clock().instant().plus(maxAge), within(10, ChronoUnit.SECONDS));
    assertThat(site.timeToLive(guest.id()))
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left -> assertThat(left.duration()).isCloseTo(maxAge, Duration.ofSeconds(10)));
  }

  @Test
  default void H15_rollingOffReadingStillMovesTheTtl() {
    Website site =
        site(options -> options.cookie(CookieOptions.DEFAULT.maxAge(Duration.ofHours(1))));
    Visitor guest = guestOf(site, "color", "red");
    site.shortenTo(guest.id(), Duration.ofSeconds(90));

    guest.read("color");

    assertThat(site.timeToLive(guest.id()))
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left -> assertThat(left.duration()).isGreaterThan(Duration.ofMinutes(50)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/untouched", "/get?name=color"})
  default void H16_saveUninitializedStoresASessionForEveryVisitor(String target) {
    Website site = site(options -> options.saveUninitialized(true));

    Visitor visitor = site.visitor();
    visitor.get(target);

    assertThat(site.record(visitor.id())).isPresent();
    assertThat(visitor.get(target).cookies()).as("cookies of the second response").isEmpty();
  }

  @Test
  default void H16_resaveSavesAnUnchangedSession() {
    Website site = site(options -> options.resave(true));
    Visitor guest = guestOf(site, "color", "red");

    Cost cost = http().redis().costOf(() -> guest.read("color"));

    assertThat(cost.writes()).as("writes among %s", cost.names()).isEqualTo(1);
    assertThat(guest.read("color")).isEqualTo("red");
  }

  @Test
  default void H16_withoutResaveAnUnchangedSessionIsNotSaved() {
    Visitor guest = guestOf(site(), "color", "red");

    Cost cost = http().redis().costOf(() -> guest.read("color"));

    assertThat(cost.writes()).as("writes among %s", cost.names()).isZero();
  }

  @Test
  default void H16_unsetKeepsTheSessionAsItWas() {
    Website site = site(options -> options.unset(Unset.KEEP));
    Visitor guest = guestOf(site, "color", "red");

    guest.get("/unset?name=color&value=blue");

    assertThat(guest.read("color")).isEqualTo("red");
  }

  @Test
  default void H16_unsetDestroysTheSessionWhereThatIsAsked() {
    Website site = site(options -> options.unset(Unset.DESTROY));
    Visitor guest = guestOf(site, "color", "red");
    String id = guest.id();

    guest.get("/unset?name=color&value=blue");

    assertThat(site.record(id)).isEmpty();
    assertThat(guest.read("color")).isEqualTo(Route.NONE);
  }

  @Test
  default void H16_genidMakesTheIds() {
    SessionId first = SessionId.random();
    SessionId second = SessionId.random();
    Iterator<SessionId> ids = List.of(first, second).iterator();
    Website site = site(options -> options.genid(request -> ids.next()));

    Visitor guest = guestOf(site, "color", "red");
    assertThat(guest.id()).isEqualTo(first.value());

    guest.get("/regenerate?data=KEEP");
    assertThat(guest.id()).isEqualTo(second.value());
    assertThat(guest.read("color")).isEqualTo("red");
  }

  @Test
  default void H18_aCookieUnderAnOldSecretIsAcceptedAndIssuedAnew() {
    String prefix = HttpUnderTest.newPrefix();
    String oldSecret = "the secret of yesterday, of more than 32 bytes";
    String newSecret = "the secret of today, also of more than 32 bytes";
    Website yesterday = http().with(options -> options.secrets(oldSecret), prefix);
    Website today = http().with(options -> options.secrets(newSecret, oldSecret), prefix);
    Visitor guest = guestOf(yesterday, "color", "red");

    Reply reply = today.getWithCookie("/get?name=color", guest.cookieHeader());

    assertThat(reply.body()).isEqualTo("red");
    SetCookie anew = reply.onlyCookie();
    assertThat(SignedId.verify(anew.value(), newSecret)).isEqualTo(guest.id());
    Reply next = today.getWithCookie("/get?name=color", anew.pair());
    assertThat(next.body()).isEqualTo("red");
    assertThat(next.cookies()).isEmpty();
  }

  @Test
  default void H18_aCookieUnderASecretThatWasTakenAwayIsNoSession() {
    String prefix = HttpUnderTest.newPrefix();
    Website before =
        http().with(options -> options.secrets("a secret of 32 bytes that leaked away"), prefix);
    Website after = http().with(options -> options, prefix);

    Reply reply =
        after.getWithCookie("/get?name=color", guestOf(before, "color", "red").cookieHeader());

    assertThat(reply.body()).isEqualTo(Route.NONE);
  }

  @Test
  default void H25_outsideOfTheCookiesPathThereIsNoSession() {
    Website site = site(options -> options.cookie(CookieOptions.DEFAULT.path("/app")));
    Visitor guest = site.visitor();
    guest.get("/app/set?name=color&value=red");
    assertThat(guest.get("/app/get?name=color").body()).isEqualTo("red");

    for (String outside : List.of("/get?name=color", "/apple/get?name=color")) {
      Cost cost =
          http()
              .redis()
              .costOf(
                  () -> {
                    Reply reply = guest.get(outside);
                    assertThat(reply.body()).as(outside).isEqualTo(Route.NONE);
                    assertThat(reply.cookies()).as(outside).isEmpty();
                  });
      assertThat(cost.names()).as(outside).isEmpty();
    }
  }
}
