package io.cloakroom.tck.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SignedId;
import io.cloakroom.tck.model.Disguises;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H17, H20, H21 and H22: what must not get out, and what must not get in the way. */
interface SecurityClauses extends HttpClauses {

  @Test
  default void H17_aSecureCookieOnPlainHttpIsNeitherSentNorItsSessionStored() {
    RunningSite site = site(options -> options.cookie(cookie -> cookie.secure(Secure.ALWAYS)));

    isRefused(site, site.visitor());
  }

  @Test
  default void H17_aForwardedProtoThatIsNotTrustedIsIgnored() {
    RunningSite site = site(options -> options.cookie(cookie -> cookie.secure(Secure.ALWAYS)));

    isRefused(site, site.visitor().with("X-Forwarded-Proto", "https"));
  }

  @Test
  default void H17_aTrustedProxyThatSaysHttpIsTrusted() {
    RunningSite site =
        site(options -> options.proxy(true).cookie(cookie -> cookie.secure(Secure.ALWAYS)));

    isRefused(site, site.visitor().with("X-Forwarded-Proto", "http"));
    isRefused(site, site.visitor());
  }

  /** A client can send either header itself, and the proxy may know of one only. */
  @Test
  default void H17_aProxyWhoseHeadersContradictEachOtherHasNotSaidHttps() {
    RunningSite site =
        site(options -> options.proxy(true).cookie(cookie -> cookie.secure(Secure.ALWAYS)));
    Map<String, String> says =
        Map.of(
            "http", "proto=https",
            "https", "proto=http",
            "https, http", "proto=https",
            "https,", "for=10.0.0.1;proto=https, for=10.0.0.2;proto=http");
    says.forEach(
        (proto, forwarded) ->
            isRefused(
                site,
                site.visitor().with("X-Forwarded-Proto", proto).with("Forwarded", forwarded)));
    isRefused(site, site.visitor().with("X-Forwarded-Proto", "https, http"));
    isRefused(site, site.visitor().with("Forwarded", "proto=https, proto=http"));
  }

  private void isRefused(RunningSite site, CookieClient visitor) {
    Cost cost =
        http()
            .redis()
            .costOf(
                () -> {
                  ReceivedResponse reply = visitor.set("color", "red");
                  assertThat(reply.status()).isEqualTo(200);
                  assertThat(reply.cookies()).isEmpty();
                });
    assertThat(cost.names()).isEmpty();
    assertThat(site.keys()).isEmpty();
  }

  @Test
  default void H17_behindATrustedProxyThatSaysHttpsTheSecureCookieIsSent() {
    RunningSite site =
        site(options -> options.proxy(true).cookie(cookie -> cookie.secure(Secure.ALWAYS)));
    CookieClient guest = site.visitor().with("X-Forwarded-Proto", "https");

    ReceivedResponse reply = guest.set("color", "red");

    assertThat(reply.onlyCookie().attributes()).containsKey("secure");
    assertThat(guest.read("color")).isEqualTo("red");
  }

  @Test
  default void H17_autoMarksTheCookieSecureWhereTheConnectionIs() {
    RunningSite trusting = site(options -> options.proxy(true));
    RunningSite doubting = site(options -> options);

    assertThat(isSecure(trusting.visitor().with("X-Forwarded-Proto", "https"))).isTrue();
    assertThat(isSecure(trusting.visitor())).isFalse();
    assertThat(isSecure(doubting.visitor().with("X-Forwarded-Proto", "https"))).isFalse();
  }

  private static boolean isSecure(CookieClient visitor) {
    return visitor.set("color", "red").onlyCookie().attributes().containsKey("secure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "17", "{\"cookie\":5}", "{}x", "NOISE"})
  default void H20_anUnreadableRecordDoesNotLockItsUserOut(String record) {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String id = guest.id();
    byte[] unreadable = record.equals("NOISE") ? noise() : record.getBytes(UTF_8);
    site.overwriteRecord(id, unreadable);

    ReceivedResponse read = guest.send("/get?name=color");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(Route.NONE);

    ReceivedResponse written = guest.set("color", "blue");
    assertThat(written.status()).isEqualTo(200);
    assertThat(written.cookies())
        .as("the cookie of another session, over one that another server may read")
        .isEmpty();
    assertThat(guest.read("color")).isEqualTo(Route.NONE);
    assertThat(site.record(id))
        .as("the record, which another server may read")
        .contains(new String(unreadable, UTF_8));

    guest.send("/log-in?user=ada");
    assertThat(guest.id()).isNotEqualTo(id);
    assertThat(guest.read("user")).isEqualTo("ada");
  }

  /** Whoever planted the id could read the record again, or another server can. */
  @Test
  default void H20_aLogInOverARecordThatCannotBeReadLeavesNothingUnderTheOldId() {
    RunningSite site = site();
    for (String by :
        List.of("/log-in?user=ada", "/regenerate?data=KEEP", "/regenerate?data=DROP")) {
      CookieClient guest = guestOf(site, "color", "red");
      String before = guest.id();
      String oldCookie = guest.cookieHeader();
      site.overwriteRecord(before, noise());

      assertThat(guest.send(by).status()).isEqualTo(200);

      assertThat(site.keys()).as("the keys after %s", by).noneMatch(key -> key.endsWith(before));
      assertThat(site.sendWithCookie("/get?name=color", oldCookie).body()).isEqualTo(Route.NONE);
    }
  }

  private static byte[] noise() {
    byte[] noise = new byte[200];
    new Random(7).nextBytes(noise);
    return noise;
  }

  /** The routes that fail, and the one that needs an index of users. */
  Set<Route> FAILING = EnumSet.of(Route.THROW_AFTER_SET, Route.THROW_AFTER, Route.DESTROY_OTHERS);

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"EVENTS_AFTER_SET", "ASYNC_SET"})
  default void H21_theIdIsInNothingButTheCookie(Route route) {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String before = guest.id();
    String target =
        route.path()
            + "?name=size&value=large&data=KEEP&user=ada&doing=set&noted=sorry&order=alone&seed=1"
            + "&do=SET~size~large!GET~size~&status=200&end=ANSWER";

    ReceivedResponse known = guest.send(target);
    if (!FAILING.contains(route)) {
      assertThat(known.status()).as("status of %s", route).isLessThan(400);
    }
    isNotToldOf(known, before);
    if (guest.hasCookie()) {
      isNotToldOf(known, guest.id());
    }

    CookieClient stranger = site.visitor();
    ReceivedResponse unknown = stranger.send(target);
    if (stranger.hasCookie()) {
      isNotToldOf(unknown, stranger.id());
    }
  }

  private static void isNotToldOf(ReceivedResponse reply, String id) {
    assertThat(Disguises.shown(id, reply.body())).as("the id in a body").isEmpty();
    reply
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equals("set-cookie")) {
                assertThat(values)
                    .as(name)
                    .noneMatch(value -> Disguises.shown(id, value).isPresent());
              }
            });
  }

  @Test
  default void H22_twoApplicationsShareEverythingWithoutMixing() {
    RunningSite one = site(options -> options.name("one.sid"));
    RunningSite two = site(options -> options.name("two.sid"));
    CookieClient inOne = guestOf(one, "color", "red");
    CookieClient inTwo = guestOf(two, "color", "blue");
    assertThat(inOne.cookieHeader()).startsWith("one.sid=");
    assertThat(inTwo.cookieHeader()).startsWith("two.sid=");
    String both = inOne.cookieHeader() + "; " + inTwo.cookieHeader();

    assertThat(one.sendWithCookie("/get?name=color", both).body()).isEqualTo("red");
    assertThat(two.sendWithCookie("/get?name=color", both).body()).isEqualTo("blue");
    assertThat(two.sendWithCookie("/get?name=color", inOne.cookieHeader()).body())
        .isEqualTo(Route.NONE);
    assertThat(one.keys()).hasSize(1);
    assertThat(two.keys()).hasSize(1);

    one.sendWithCookie("/destroy", both);
    assertThat(List.of(one.keys().size(), two.keys().size())).containsExactly(0, 1);
    assertThat(two.sendWithCookie("/get?name=color", both).body()).isEqualTo("blue");
  }

  @Test
  default void H22_aCookieOfOneApplicationIsNoSessionInTheOther() {
    RunningSite one = site(options -> options.name("one.sid"));
    RunningSite two = site(options -> options.name("two.sid"));
    String id = guestOf(one, "color", "red").id();

    assertThat(two.sendWithCookie("/get?name=color", two.cookieFor(id)).body())
        .isEqualTo(Route.NONE);
  }

  /** By requests that fail in every way, since that is what is logged. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/get?name=color",
        "/set?name=color&value=blue",
        "/throw-after-set?name=color&value=blue",
        "/throw-after?noted=sorry&doing=set",
        "/log-in?user=ada",
        "/destroy",
        "/destroy-others?order=alone"
      })
  default void H21_noIdIsPrinted(String target) {
    http().needs(HttpCapability.IN_PROCESS);
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    CookieClient unreadable = guestOf(site, "color", "red");
    site.overwriteRecord(unreadable.id(), noise());
    String unknown = LikeIds.next().value();
    String forged = SignedId.sign(guest.id(), "a secret that nobody has given to this application");
    List<String> ids = new ArrayList<>(List.of(guest.id(), unreadable.id(), unknown));

    String printed =
        Printed.during(
            () -> {
              site.redis().watched().goAwayAfterWrites(0, OutageSteps.OUTAGES.get(0));
              guest.send(target);
              site.redis().watched().goAway(OutageSteps.OUTAGES.get(1));
              guest.send(target);
              site.redis().watched().comeBack();
              unreadable.send(target);
              site.sendWithCookie(target, site.cookieFor(unknown));
              site.sendWithCookie(target, site.cookieName() + "=" + forged);
              guest.send(target);
            });

    if (guest.hasCookie()) {
      ids.add(guest.id());
    }
    ids.forEach(id -> assertThat(Disguises.shown(id, printed)).as("an id in a log").isEmpty());
  }
}
