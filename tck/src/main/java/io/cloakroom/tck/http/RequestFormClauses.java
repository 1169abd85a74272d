package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import io.cloakroom.tck.http.site.WebConnection;
import io.cloakroom.tck.http.site.WebRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H39: whatever form a request has, its session is found, and no other's. */
interface RequestFormClauses extends HttpClauses {

  /** HOST is the server, COOKIE a Cookie header's line; the lines end as HTTP wants. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /get?name=color HTTP/1.1|Host: HOST|COOKIE",
        "GET http://HOST/get?name=color HTTP/1.1|Host: HOST|COOKIE",
        "GET /get?name=color HTTP/1.0|COOKIE",
        "GET /get?name=color HTTP/1.0|Host: HOST|COOKIE",
        "GET /get?name=color HTTP/1.1|host: HOST|cOOKIE: theme=dark|COOKIE",
        "GET /get?name=color HTTP/1.1|Host: HOST|COOKIE|Cookie: theme=dark",
      })
  default void H39_theSessionIsFoundInEveryFormOfRequest(String form) throws IOException {
    CookieClient guest = guestOf(site(), "color", "red");

    String answer = exchange(form, guest.cookieHeader());

    assertThat(answer).startsWith("HTTP/1.").contains(" 200").endsWith("red");
    assertThat(answer)
        .as("H32: what caches are told")
        .containsPattern("(?i)\r\ncache-control:[^\r]*(private|no-store)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app/get?name=color", "http://HOST/app/get?name=color"})
  default void H39_theCookiesPathIsLookedForInThePathOfTheTarget(String target) throws IOException {
    RunningSite site = site(options -> options.cookie(cookie -> cookie.path("/app")));
    CookieClient guest = site.visitor();
    guest.send("/app/set?name=color&value=red");

    String inside = "GET " + target + " HTTP/1.1|Host: HOST|COOKIE";

    assertThat(exchange(site, inside, guest.cookieHeader())).contains(" 200").endsWith("red");
    assertThat(exchange(site, inside.replace("/app/", "/apple/"), guest.cookieHeader()))
        .contains(" 200")
        .endsWith(Route.NONE);
  }

  @Test
  default void H39_requestsOnOneConnectionHaveTheirOwnSessions() throws IOException {
    RunningSite site = site();
    List<CookieClient> guests =
        List.of(guestOf(site, "color", "red"), guestOf(site, "color", "blue"), site.visitor());
    StringBuilder requests = new StringBuilder();
    for (CookieClient guest : guests) {
      requests.append("GET /get?name=color HTTP/1.1|Host: HOST|");
      requests.append(guest.hasCookie() ? "Cookie: " + guest.cookieHeader() + "||" : "|");
    }
    requests.append("GET /get?name=color HTTP/1.1|Host: HOST|COOKIE");

    try (RawExchange connection = open(site, requests.toString(), guests.get(0).cookieHeader())) {
      for (String color : List.of("red", "blue", Route.NONE)) {
        ReceivedResponse head = connection.head();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).doesNotContainKey("set-cookie");
        assertThat(connection.body(head)).isEqualTo(color);
      }
      assertThat(connection.rest()).endsWith("red");
    }
  }

  @Test
  default void H39_noMethodWithoutACookieIsGivenTheSessionOfItsConnection() throws IOException {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String read =
        RouteScript.target(
            List.of(new RouteScript.Action(RouteScript.Verb.GET, "color", "")),
            200,
            RouteScript.End.ANSWER);
    String withCookie = "GET /get?name=color HTTP/1.1|Host: HOST|COOKIE||";

    for (String method : Route.METHODS) {
      String without = method + " " + read + " HTTP/1.1|Host: HOST|Content-Length: 0";
      try (RawExchange connection = open(site, withCookie + without, guest.cookieHeader())) {
        assertThat(connection.body(connection.head())).isEqualTo("red");
        assertThat(connection.head().headers().get(RouteScript.SEEN.toLowerCase(Locale.ROOT)))
            .as("what a %s without a cookie sees", method)
            .containsExactly(Route.NONE);
      }
    }
  }

  @Test
  default void H3_theFirstWriteOfAVisitorIsSavedByEveryMethodAndInEveryWay() {
    RunningSite site = site();
    List<RouteScript.Action> write =
        List.of(new RouteScript.Action(RouteScript.Verb.SET, "color", "red"));
    try (WebConnection connection = new WebConnection(site.uri())) {
      for (String method : Route.METHODS) {
        for (RouteScript.End end : RouteScript.End.values()) {
          ReceivedResponse response =
              connection
                  .send(
                      List.of(
                          new WebRequest(method, RouteScript.target(write, 200, end), Map.of())))
                  .get(0);

          List<SetCookie> issued =
              response.cookies().stream()
                  .filter(cookie -> cookie.name().equals(site.cookieName()))
                  .toList();
          assertThat(issued)
              .as("cookies of a %s that ends by %s: %s", method, end, response)
              .hasSize(1);
          assertThat(site.stored(site.idIn(issued.get(0))))
              .as("the session of a %s that ends by %s", method, end)
              .hasValueSatisfying(session -> assertThat(session.get("color")).isEqualTo("red"));
        }
      }
    }
  }

  private String exchange(String form, String cookie) throws IOException {
    return exchange(site(), form, cookie);
  }

  private static String exchange(RunningSite site, String form, String cookie) throws IOException {
    try (RawExchange exchange = open(site, form, cookie)) {
      return exchange.rest().stripTrailing();
    }
  }

  private static RawExchange open(RunningSite site, String form, String cookie) throws IOException {
    String accepted = "|Accept: " + RunningSite.ACCEPT + "|Connection: close||";
    return RawExchange.sendLines(
        site.uri(),
        (form + accepted)
            .replace("HOST", site.uri().getAuthority())
            .replace("COOKIE", "Cookie: " + cookie));
  }

  /** None of this says that the connection is secure: a client can write it, or a proxy might. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://HOST/TARGET HTTP/1.1|Host: HOST",
        "/TARGET HTTP/1.1|Host: shop.example.test:443",
        "/TARGET HTTP/1.1|Host: HOST|Origin: https://HOST|Referer: https://HOST/",
        "/TARGET HTTP/1.1|Host: HOST|Upgrade-Insecure-Requests: 1",
        "/TARGET HTTP/1.1|Host: HOST|X-Forwarded-Host: shop.example.test|X-Forwarded-Port: 443",
        "/TARGET HTTP/1.1|Host: HOST|X-Forwarded-Ssl: on|Front-End-Https: on|X-Https: on",
        "/TARGET HTTP/1.1|Host: HOST|X-Forwarded-Scheme: https|X-Scheme: https|X-Url-Scheme: https",
        "/TARGET HTTP/1.1|Host: HOST|X-Forwarded-Protocol: https|CloudFront-Forwarded-Proto: https",
        "/TARGET HTTP/1.1|Host: HOST|CF-Visitor: {\"scheme\":\"https\"}|X-ARR-SSL: 2048",
      })
  default void H17_nothingElseThatARequestSaysMakesItsConnectionSecure(String form)
      throws IOException {
    for (boolean proxy : List.of(false, true)) {
      RunningSite auto = site(options -> options.proxy(proxy));
      RunningSite always =
          site(options -> options.proxy(proxy).cookie(cookie -> cookie.secure(Secure.ALWAYS)));
      String write = "GET " + form.replace("TARGET", "set?name=color&value=red");
      try (RawExchange exchange = open(auto, write, "theme=dark")) {
        assertThat(exchange.head().cookies())
            .as("cookies, with proxy %s", proxy)
            .noneMatch(cookie -> cookie.attributes().containsKey("secure"));
      }
      try (RawExchange exchange = open(always, write, "theme=dark")) {
        assertThat(exchange.head().cookies()).as("cookies, with proxy %s", proxy).isEmpty();
      }
      assertThat(always.keys()).as("sessions, with proxy %s", proxy).isEmpty();
    }
  }
}
