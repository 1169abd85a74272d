package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H37: a user is logged out everywhere else, and stays logged in here. */
interface OtherSessionsClauses extends HttpClauses {

  private RunningSite withUsers() {
    return http()
        .with(options -> options, HttpUnderTest.newPrefix(), store -> store.userIndex("user"));
  }

  private static CookieClient loggedIn(RunningSite site, String user) {
    CookieClient client = site.visitor();
    client.send("/log-in?user=" + user);
    return client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"alone", "before", "after", "twice"})
  default void H37_everyOtherSessionOfTheUserEndsWhateverTheOrderWithANewId(String order) {
    RunningSite site = withUsers();
    CookieClient phone = loggedIn(site, "ada");
    CookieClient laptop = loggedIn(site, "ada");
    CookieClient here = loggedIn(site, "ada");
    CookieClient grace = loggedIn(site, "grace");
    here.set("color", "red");
    String before = here.id();
    String old = here.cookieHeader();

    assertThat(here.send("/destroy-others?order=" + order).status()).isEqualTo(200);

    assertThat(here.id()).as("a new id").isNotEqualTo(before);
    assertThat(here.read("user")).isEqualTo("ada");
    assertThat(here.read("color")).isEqualTo("red");
    assertThat(site.sendWithCookie("/get?name=user", old).body()).isEqualTo(Route.NONE);
    assertThat(phone.read("user")).isEqualTo(Route.NONE);
    assertThat(laptop.read("user")).isEqualTo(Route.NONE);
    assertThat(grace.read("user")).isEqualTo("grace");
  }

  @Test
  default void H37_aLogInCanEndTheUsersOtherSessions() {
    RunningSite site = withUsers();
    CookieClient phone = loggedIn(site, "ada");
    CookieClient guest = guestOf(site, "color", "red");
    CookieClient visitor = site.visitor();

    guest.send("/log-in?user=ada&by=OTHERS");

    assertThat(phone.read("user")).isEqualTo(Route.NONE);
    assertThat(guest.read("user")).isEqualTo("ada");
    assertThat(guest.read("color")).isEqualTo("red");

    visitor.send("/log-in?user=ada&by=OTHERS");

    assertThat(guest.read("user")).isEqualTo(Route.NONE);
    assertThat(visitor.read("user")).isEqualTo("ada");
  }

  /** Who the session's user was when the request began makes no difference. */
  @Test
  default void H37_theOthersAreThoseOfTheUserWhoIsLoggedInThen() {
    RunningSite site = withUsers();
    CookieClient adas = loggedIn(site, "ada");
    CookieClient graces = loggedIn(site, "grace");
    CookieClient here = loggedIn(site, "ada");

    here.send("/log-in?user=grace&by=OTHERS");

    assertThat(graces.read("user")).isEqualTo(Route.NONE);
    assertThat(adas.read("user")).isEqualTo("ada");
    assertThat(here.read("user")).isEqualTo("grace");

    here.send("/destroy-others?order=alone");

    assertThat(adas.read("user")).isEqualTo("ada");
    assertThat(here.read("user")).isEqualTo("grace");
  }

  /** Such as two clicks: the second request must not end the session that the first has left. */
  @Test
  default void H37_ofTwoAtATimeTheSecondLeavesTheSessionOfTheFirst() {
    RunningSite site = withUsers();
    CookieClient phone = loggedIn(site, "ada");
    CookieClient here = loggedIn(site, "ada");
    site.gate().shut();
    CompletableFuture<ReceivedResponse> second =
        site.sendLater("/end-slowly?what=others", Map.of("Cookie", here.cookieHeader()));
    site.gate().awaitArrival();

    here.send("/destroy-others?order=alone");
    site.gate().open();
    ReceivedResponse late = RunningSite.await(second);

    assertThat(here.read("user")).isEqualTo("ada");
    assertThat(phone.read("user")).isEqualTo(Route.NONE);
    assertThat(late.status()).isGreaterThanOrEqualTo(400);
    assertThat(late.cookies()).isEmpty();
  }

  @Test
  default void H37_withoutAUserNoOtherSessionEnds() {
    RunningSite site = withUsers();
    CookieClient ada = loggedIn(site, "ada");
    CookieClient guest = guestOf(site, "color", "red");

    assertThat(guest.send("/destroy-others?order=alone").status()).isEqualTo(200);
    ReceivedResponse reply = site.visitor().send("/destroy-others?order=alone");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.cookies()).isEmpty();
    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(ada.read("user")).isEqualTo("ada");
  }

  @Test
  default void H37_withoutAnIndexItIsAnErrorAndNothingIsDone() {
    RunningSite site = site();
    CookieClient ada = loggedIn(site, "ada");
    CookieClient here = loggedIn(site, "ada");
    String id = here.id();

    assertThat(here.send("/destroy-others?order=alone").status()).isEqualTo(500);

    assertThat(here.id()).isEqualTo(id);
    assertThat(here.read("user")).isEqualTo("ada");
    assertThat(ada.read("user")).isEqualTo("ada");
  }
}
