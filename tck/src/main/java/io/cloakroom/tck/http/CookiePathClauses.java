package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H25: where the cookie's path ends. */
interface CookiePathClauses extends HttpClauses {

  @Test
  default void H25_outsideOfTheCookiesPathThereIsNoSession() {
    RunningSite site = site(options -> options.cookie(cookie -> cookie.path("/app")));
    CookieClient guest = site.visitor();
    guest.send("/app/set?name=color&value=red");
    assertThat(guest.send("/app/get?name=color").body()).isEqualTo("red");

    for (String outside : List.of("/get?name=color", "/apple/get?name=color")) {
      Cost cost =
          http()
              .redis()
              .costOf(
                  () -> {
                    ReceivedResponse reply = guest.send(outside);
                    assertThat(reply.body()).as(outside).isEqualTo(Route.NONE);
                    assertThat(reply.cookies()).as(outside).isEmpty();
                  });
      assertThat(cost.names()).as(outside).isEmpty();
    }
  }

  /** Wherever browsers send the cookie, and nowhere else (RFC 6265, section 5.1.4). */
  @ParameterizedTest
  @CsvSource({
    "/, true",
    "/app, true",
    "/app/, true",
    "/app/get, true",
    "/app/get/, false",
    "/app/g, false",
    "/app/gets, false",
    "/ap, false",
    "/ap/, false",
    "/App, false",
    "/app/get/get, false",
    "/apple, false",
  })
  default void H25_aPathIsCoveredByItselfAndByThoseThatItLiesBelow(String path, boolean covered) {
    String prefix = HttpUnderTest.newPrefix();
    CookieClient guest = guestOf(http().with(options -> options, prefix), "color", "red");
    RunningSite site = http().with(options -> options.cookie(cookie -> cookie.path(path)), prefix);

    ReceivedResponse[] read = new ReceivedResponse[1];
    Cost cost =
        http()
            .redis()
            .costOf(
                () -> read[0] = site.sendWithCookie("/app/get?name=color", guest.cookieHeader()));

    assertThat(read[0].body()).isEqualTo(covered ? "red" : Route.NONE);
    assertThat(cost.names().isEmpty()).as("whether Redis is not asked").isEqualTo(!covered);

    String written = path.replace("get", "set");
    RunningSite writing =
        http().with(options -> options.cookie(cookie -> cookie.path(written)), prefix);
    ReceivedResponse begun = writing.send("/app/set?name=color&value=blue");

    assertThat(begun.status()).isEqualTo(covered ? 200 : 500);
    assertThat(begun.cookies()).hasSize(covered ? 1 : 0);
    assertThat(site.keys()).hasSize(covered ? 2 : 1);
  }

  /** Handlers are refused what would begin a session there, or give it an id. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/set?name=color&value=blue",
        "/append?name=color&value=blue",
        "/count?name=visits",
        "/regenerate?data=KEEP",
        "/regenerate?data=DROP",
        "/destroy-others?order=alone",
        "/log-in?user=ada&by=KEEP",
        "/log-in?user=ada&by=DROP",
        "/log-in?user=ada&by=END",
        "/log-in?user=ada&by=OTHERS",
        "/async-set?name=color&value=blue"
      })
  default void H25_outsideOfTheCookiesPathNoSessionIsStored(String outside) {
    RunningSite site =
        http()
            .with(
                options -> options.cookie(cookie -> cookie.path("/app")),
                HttpUnderTest.newPrefix(),
                store -> store.userIndex("user"));
    CookieClient guest = site.visitor();
    guest.send("/app/set?name=color&value=red");
    List<String> keys = site.keys();

    Cost cost =
        http()
            .redis()
            .costOf(
                () -> {
                  ReceivedResponse reply = guest.send(outside);
                  assertThat(reply.status()).isEqualTo(500);
                  assertThat(reply.cookies()).isEmpty();
                });

    assertThat(cost.names()).isEmpty();
    assertThat(site.keys()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(guest.send("/app/get?name=color").body()).isEqualTo("red");
  }
}
