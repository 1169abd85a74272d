package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H25 and H39: one path can be written in many ways, of which a server takes some for the same. By
 * whichever of them a handler is found, it has the session of the path as the client wrote it.
 */
interface PathSpellingClauses extends HttpClauses {

  /** PATH is that of a route, without its slash; FIRST and OTHERS are its characters. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/./PATH",
        "//PATH",
        "/x/../PATH",
        "/untouched/../PATH",
        "/%2e/PATH",
        "/x/%2e%2e/PATH",
        "/x/..;/PATH",
        "/;v=1/PATH",
        "/PATH;v=1",
        "/PATH;v=.css",
        "/PATH/",
        "/PATH/.",
        "/PATH//",
        "/PATH%3Bv=1",
        "/%46IRSTOTHERS",
        "/PATH%2f",
        "/PATH.css/../PATH"
      })
  default void H39_whereverAPathIsServedThatIsWrittenInAnotherWayItHasTheSession(String spelling) {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");

    Answer read = ask(site, spelling, Route.GET, "?name=color", guest.cookieHeader());
    if (read.isServed()) {
      assertThat(read.body).as("what a guest reads at %s", spelling).doesNotContain(Route.NONE);
    }
    Answer stranger = ask(site, spelling, Route.GET, "?name=color", "");
    assertThat(stranger.body).as("what a stranger reads at %s", spelling).doesNotContain("red");
    Answer shown = ask(site, spelling, Route.EXISTS, "", "");
    assertThat(shown.body).as("whether a stranger has a session").doesNotContain("true");

    Answer changed = ask(site, spelling, Route.SET, "?name=color&value=blue", guest.cookieHeader());
    if (changed.isServed() && changed.body.contains("set")) {
      assertThat(guest.read("color")).as("what was set at %s", spelling).isEqualTo("blue");
    }
    Answer begun = ask(site, spelling, Route.SET, "?name=color&value=blue", "");
    if (begun.isServed() && begun.body.contains("set")) {
      assertThat(site.record(site.idIn(begun.head.onlyCookie()))).isPresent();
    }
    Answer ended = ask(site, spelling, Route.DESTROY, "", guest.cookieHeader());
    if (ended.isServed() && ended.body.contains("destroyed")) {
      assertThat(site.record(guest.id())).as("what was ended at %s", spelling).isEmpty();
    }
  }

  /** Clients compare paths as they are written, so they send no cookie there. */
  @Test
  default void H25_aPathThatIsWrittenInAnotherWayIsOutsideOfTheCookiesPath() {
    RunningSite site = site(options -> options.cookie(cookie -> cookie.path("/app")));
    CookieClient guest = site.visitor();
    guest.send("/app/set?name=color&value=red");
    List<String> keys = site.keys();
    List<String> outside =
        List.of(
            "/%61pp/",
            "/APP/",
            "//app/",
            "/./app/",
            "/x/../app/",
            "/%2e/app/",
            "/x/%2e%2e/app/",
            "/;v=1/app/",
            "/app;v=1/",
            "/app%2f",
            "/x/..;/app/");

    for (String path : outside) {
      for (String route : List.of("get?name=color", "set?name=color&value=blue", "destroy")) {
        isOutside(site, path + route, guest.cookieHeader());
      }
    }
    assertThat(site.keys()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(guest.send("/app/get?name=color").body()).isEqualTo("red");
  }

  @Test
  default void H25_aLongerPathThatIsWrittenInAnotherWayIsOutsideToo() {
    String prefix = HttpUnderTest.newPrefix();
    CookieClient guest = guestOf(http().with(options -> options, prefix), "color", "red");
    RunningSite site =
        http().with(options -> options.cookie(cookie -> cookie.path("/app/get")), prefix);
    assertThat(site.sendWithCookie("/app/get?name=color", guest.cookieHeader()).body())
        .isEqualTo("red");

    for (String path : List.of("/app//get", "/app/%67et", "/app/x/../get", "/app/./get")) {
      isOutside(site, path + "?name=color", guest.cookieHeader());
    }
  }

  /** The cookie's path is compared as it is written, too. */
  @ParameterizedTest
  @ValueSource(strings = {"/%67et", "/%67%65t", "/app/%67et"})
  default void H39_aCookiesPathMayBeWrittenInAnotherWay(String path) {
    String prefix = HttpUnderTest.newPrefix();
    CookieClient guest = guestOf(http().with(options -> options, prefix), "color", "red");
    RunningSite site = http().with(options -> options.cookie(cookie -> cookie.path(path)), prefix);

    Answer read = ask(site, path + "?name=color", guest.cookieHeader());

    if (read.isServed()) {
      assertThat(read.body).as("what is read at %s", path).contains("red");
    }
    isOutside(
        site, path.replace("%67", "g").replace("%65", "e") + "?name=color", guest.cookieHeader());
  }

  private void isOutside(RunningSite site, String target, String cookie) {
    Answer[] answer = new Answer[1];
    Cost cost = http().redis().costOf(() -> answer[0] = ask(site, target, cookie));
    assertThat(cost.names()).as("commands of %s", target).isEmpty();
    assertThat(answer[0].body).as("the answer of %s", target).doesNotContain("red");
    assertThat(answer[0].head.cookies()).as("cookies of %s", target).isEmpty();
  }

  private static Answer ask(
      RunningSite site, String spelling, Route route, String query, String cookie) {
    String path = route.path().substring(1);
    String written =
        spelling
            .replace("PATH", path)
            .replace("%46IRST", "%%%02x".formatted((int) path.charAt(0)))
            .replace("OTHERS", path.substring(1));
    return ask(site, written + query, cookie);
  }

  private static Answer ask(RunningSite site, String target, String cookie) {
    try (RawExchange exchange = site.raw(target, cookie)) {
      return new Answer(exchange.head(), exchange.rest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was answered, where the server has not refused the path. */
  record Answer(ReceivedResponse head, String body) {
    boolean isServed() {
      return head.status() == 200;
    }
  }
}
