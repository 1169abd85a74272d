package io.cloakroom.tck.http;

import static io.cloakroom.tck.http.application.RouteScript.Verb.DESTROY;
import static io.cloakroom.tck.http.application.RouteScript.Verb.GET;
import static io.cloakroom.tck.http.application.RouteScript.Verb.LOG_IN;
import static io.cloakroom.tck.http.application.RouteScript.Verb.SET;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.application.RouteScript.Verb;
import io.cloakroom.tck.http.site.Carried;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import io.cloakroom.tck.http.site.WebConnection;
import io.cloakroom.tck.http.site.WebRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** H39: whatever a request carries besides its cookie, its session is that of any other request. */
interface CarriedRequestClauses extends HttpClauses {

  @ParameterizedTest
  @EnumSource
  default void H39_whateverARequestCarriesItHasItsSession(Carried carried) {
    RunningSite site =
        site(
            options ->
                options.cookie(cookie -> cookie.path(Route.ANYTHING.path()).secure(Secure.AUTO)));
    try (WebConnection connection = new WebConnection(site.uri())) {
      for (String method : METHODS) {
        new Visit(site, connection, method, carried).run();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void H1_whateverARequestCarriesASessionIsLookedUpOnlyIfAHandlerAsks(Carried carried) {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    guest.read("color"); // a server that has just started does not know the script yet
    try (WebConnection connection = new WebConnection(site.uri())) {
      Cost untouched =
          http()
              .redis()
              .costOf(() -> sendByEach(connection, carried, "/untouched", guest.cookieHeader()));
      assertThat(untouched.names()).as("commands of requests with %s", carried).isEmpty();

      Cost read =
          http()
              .redis()
              .costOf(
                  () -> sendByEach(connection, carried, "/get?name=color", guest.cookieHeader()));
      assertThat(read.names()).as("of reading with %s", carried).hasSameSizeAs(METHODS);
    }
  }

  private static void sendByEach(
      WebConnection connection, Carried carried, String target, String cookie) {
    for (String method : METHODS) {
      WebRequest plain = new WebRequest(method, target, Map.of("Cookie", List.of(cookie)));
      ReceivedResponse response = connection.send(List.of(carried.in(plain))).get(0);
      assertThat(response.status()).as("status of %s with %s", method, carried).isEqualTo(200);
      assertThat(response.cookies()).as("cookies of %s with %s", method, carried).isEmpty();
    }
  }

  /** A visit by one method, from the first write to the log-out. */
  record Visit(RunningSite site, WebConnection connection, String method, Carried carried) {

    private static final Duration LITTLE = Duration.ofMinutes(1);

    void run() {
      String first = issued(send(SET, "red", ""));
      holds(first, "red");
      site.shortenTo(first, LITTLE);

      ReceivedResponse read = send(GET, "", site.cookieFor(first));

      assertThat(read.headers().get(RouteScript.SEEN.toLowerCase(Locale.ROOT)))
          .as("what %s reads", this)
          .containsExactly("red");
      assertThat(site.timeToLive(first))
          .as("the TTL after %s has read", this)
          .isInstanceOfSatisfying(
              TimeToLive.Remaining.class,
              left -> assertThat(left.duration()).isGreaterThan(LITTLE));
      assertThat(cookie(send(SET, "blue", site.cookieFor(first)))).as("of %s", this).isEmpty();
      holds(first, "blue");

      String second = issued(send(LOG_IN, "green", site.cookieFor(first)));

      assertThat(site.record(first)).as("the id before the log-in by %s", this).isEmpty();
      holds(second, "green");
      assertThat(cookie(send(DESTROY, "", site.cookieFor(second))))
          .as("what takes the cookie back when %s ends the session", this)
          .hasValueSatisfying(taken -> assertThat(taken.isExpired()).isTrue());
      assertThat(site.record(second)).as("the session that %s ended", this).isEmpty();
    }

    private ReceivedResponse send(Verb verb, String value, String cookie) {
      String target =
          RouteScript.target(
              List.of(new RouteScript.Action(verb, "color", value)), 200, RouteScript.End.ANSWER);
      WebRequest plain = new WebRequest(method, target, Map.of("Cookie", List.of(cookie)));
      ReceivedResponse response = connection.send(List.of(carried.in(plain))).get(0);
      assertThat(response.status()).as("status of %s: %s", this, response).isEqualTo(200);
      return response;
    }

    private Optional<SetCookie> cookie(ReceivedResponse response) {
      return response.cookies().stream()
          .filter(given -> given.name().equals(site.cookieName()))
          .findFirst();
    }

    private String issued(ReceivedResponse response) {
      return cookie(response)
          .filter(given -> !given.isExpired())
          .filter(given -> !given.attributes().containsKey("secure"))
          .map(site::idIn)
          .orElseThrow(
              () ->
                  new AssertionError(this + " is given no cookie that it sends back: " + response));
    }

    private void holds(String id, String color) {
      assertThat(site.stored(id))
          .as("the session of %s", this)
          .hasValueSatisfying(session -> assertThat(session.get("color")).isEqualTo(color));
    }

    @Override
    public String toString() {
      return "a " + method + " with " + carried;
    }
  }
}
