package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** H11 and H12: log-in and the end. */
interface LifecycleClauses extends HttpClauses {

  @Test
  default void H11_logInGivesANewIdAndKeepsTheData() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    for (String method : METHODS) {
      String before = guest.id();
      String oldCookie = guest.cookieHeader();

      ReceivedResponse reply = guest.send(method, "/log-in?user=" + method);

      assertThat(site.idIn(reply.onlyCookie())).isNotEqualTo(before);
      assertThat(guest.read("color")).isEqualTo("red");
      assertThat(guest.read("user")).isEqualTo(method);
      assertThat(site.record(before)).as("the old record").isEmpty();
      assertThat(site.sendWithCookie("/get?name=color", oldCookie).body()).isEqualTo(Route.NONE);
    }
  }

  @Test
  default void H11_regeneratingKeepsTheDataAsAsked() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String before = guest.id();

    guest.send("/regenerate?data=KEEP");

    assertThat(guest.id()).isNotEqualTo(before);
    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(site.record(before)).as("the old record").isEmpty();
  }

  @Test
  default void H11_regeneratingDropsTheDataAsAsked() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String before = guest.id();
    String oldCookie = guest.cookieHeader();
    http().clock().putForward(Duration.ofMinutes(10));
    Instant dropped = http().clock().instant();

    guest.send("/regenerate?data=DROP");

    assertThat(guest.read("color")).isEqualTo(Route.NONE);
    assertThat(site.record(before)).as("the old record").isEmpty();
    assertThat(site.sendWithCookie("/get?name=color", oldCookie).body()).isEqualTo(Route.NONE);

    guest.set("color", "blue");
    assertThat(guest.id()).isNotEqualTo(before);
    assertThat(guest.read("color")).isEqualTo("blue");
    assertThat(site.stored(guest.id()).orElseThrow().creationTime())
        .as("when the session began that followed the dropped one")
        .isAfter(dropped.minus(Duration.ofMinutes(1)));
  }

  @Test
  default void H11_logInWithoutASessionBeginsOne() {
    CookieClient visitor = site().visitor();

    visitor.send("/log-in?user=ada");

    assertThat(visitor.read("user")).isEqualTo("ada");
  }

  @Test
  default void H12_destroyRemovesTheKeyAndTakesTheCookieBack() {
    RunningSite site = site();
    for (String method : METHODS) {
      CookieClient guest = guestOf(site, "color", "red");
      String id = guest.id();
      String oldCookie = guest.cookieHeader();

      ReceivedResponse reply = guest.send(method, "/destroy");

      isTakenBack(reply.onlyCookie());
      assertThat(site.record(id)).isEmpty();
      assertThat(guest.hasCookie()).isFalse();
      assertThat(site.sendWithCookie("/get?name=color", oldCookie).body()).isEqualTo(Route.NONE);
    }
  }

  @Test
  default void H12_theCookieIsTakenBackWhereItWasSet() {
    RunningSite site =
        site(options -> options.cookie(cookie -> cookie.domain("example.test").path("/app")));
    CookieClient guest = site.visitor();
    String id = site.idIn(guest.send("/app/set?name=color&value=red").onlyCookie());

    SetCookie cookie = guest.send("/app/destroy").onlyCookie();

    isTakenBack(cookie);
    assertThat(cookie.name()).isEqualTo(site.cookieName());
    assertThat(cookie.attributes()).containsEntry("path", "/app");
    assertThat(cookie.attributes()).containsEntry("domain", "example.test");
    assertThat(site.record(id)).isEmpty();
  }

  /** Who came before the options were changed has a cookie with the former path. */
  @Test
  default void H12_theCookieIsTakenBackWhereItsSessionHasItWhateverTheOptionsSayNow() {
    String prefix = HttpUnderTest.newPrefix();
    RunningSite former =
        http()
            .with(
                options -> options.cookie(cookie -> cookie.domain("example.test").path("/app")),
                prefix);
    RunningSite now = http().with(options -> options, prefix);
    CookieClient guest = former.visitor();
    String id = former.idIn(guest.send("/app/set?name=color&value=red").onlyCookie());

    ReceivedResponse reply = now.sendWithCookie("/app/destroy", guest.cookieHeader());

    assertThat(now.record(id)).isEmpty();
    assertThat(reply.cookies())
        .as("the cookies of %s", reply)
        .filteredOn(SetCookie::isExpired)
        .extracting(SetCookie::attributes)
        .anySatisfy(
            attributes ->
                assertThat(attributes)
                    .containsEntry("path", "/app")
                    .containsEntry("domain", "example.test"));
  }

  @Test
  default void H12_aSessionThatEndsByWhatAHandlerSetIsLoggedOut() {
    RunningSite site =
        http()
            .with(
                options -> options,
                HttpUnderTest.newPrefix(),
                store ->
                    store.ttl(
                        session ->
                            "bye".equals(session.get("color"))
                                ? Duration.ZERO
                                : Duration.ofHours(1)));
    CookieClient guest = guestOf(site, "color", "red");
    String id = guest.id();

    ReceivedResponse reply = guest.send("/set?name=color&value=bye");

    assertThat(reply.status()).isEqualTo(200);
    isTakenBack(reply.onlyCookie());
    assertThat(site.record(id)).isEmpty();
  }

  private static void isTakenBack(SetCookie cookie) {
    assertThat(cookie.isExpired()).as("the cookie is expired: %s", cookie).isTrue();
    assertThat(cookie.expires().filter(end -> end.isAfter(Instant.now())))
        .as("for browsers that do not know Max-Age: %s", cookie)
        .isEmpty();
    assertThat(cookie.value()).as("value").isIn("", "\"\"");
  }
}
