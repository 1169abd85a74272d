package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteActions;
import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** H5, H6 and H7: every way of responding commits once, and before the client can see it. */
interface ResponseClauses extends HttpClauses {

  /** How long a response that should wait is watched: too short only ever passes too easily. */
  Duration WATCHED = Duration.ofMillis(150);

  /** How long a slow Redis takes: longer than any limit that an integration might set itself. */
  Duration SLOW = Duration.ofMillis(2_200);

  /** The ways of responding to a request that changed its session. */
  Set<Route> RESPONSES =
      EnumSet.of(
          Route.SET,
          Route.REDIRECT_AFTER_SET,
          Route.LARGE_AFTER_SET,
          Route.STREAM_AFTER_SET,
          Route.EVENTS_AFTER_SET,
          Route.ASYNC_SET,
          Route.THROW_AFTER_SET);

  /** A test over each way of responding to a request that changed its session. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @FieldSource("io.cloakroom.tck.http.ResponseClauses#RESPONSES")
  @interface OverEachResponse {}

  @OverEachResponse
  default void H5_noByteLeavesBeforeTheSessionIsInRedis(Route route) throws Exception {
    needsFor(route);
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    site.redis().watched().holdWrites();

    try (RawExchange exchange = site.raw(changing(route), guest.cookieHeader())) {
      site.redis().watched().writeArrived().get(15, TimeUnit.SECONDS);
      assertThat(exchange.hasBegun(WATCHED)).as("the response has begun").isFalse();

      site.redis().watched().release();
      hasItsStatus(route, exchange.head());
    }
    assertThat(guest.read("color")).isEqualTo("blue");
  }

  /** As most answers to a log-in are: nothing follows the headers that could wait. */
  @ParameterizedTest
  @CsvSource({"GET,200", "POST,201", "PUT,204", "GET,303", "HEAD,200", "DELETE,404", "GET,500"})
  default void H5_anAnswerWithoutABodyWaitsForTheSessionToo(String method, int status)
      throws Exception {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    RouteScript.Action set = new RouteScript.Action(RouteScript.Verb.SET, "color", "blue");
    String target = RouteScript.target(List.of(set), status, RouteScript.End.ANSWER);
    site.redis().watched().holdWrites();

    try (RawExchange exchange =
        site.raw(method, RouteScript.withoutBody(target), guest.cookieHeader())) {
      site.redis().watched().writeArrived().get(15, TimeUnit.SECONDS);
      assertThat(exchange.hasBegun(WATCHED)).as("the response has begun").isFalse();

      site.redis().watched().release();
      assertThat(exchange.head().status()).isEqualTo(status);
    }
    assertThat(guest.read("color")).isEqualTo("blue");
  }

  /** All of them at a time, since it takes so long. */
  @Test
  default void H5_aResponseWaitsAsLongAsRedisTakes() throws Exception {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    Map<Route, RawExchange> waiting = new EnumMap<>(Route.class);
    try {
      site.redis().watched().holdWrites();
      site.redis().watched().holdReads();
      for (Route route : RESPONSES) {
        if (isClaimed(route)) {
          waiting.put(route, site.raw(changing(route), ""));
        }
      }
      waiting.put(Route.GET, site.raw("/get?name=color", guest.cookieHeader()));
      Duration watched = SLOW;
      for (Map.Entry<Route, RawExchange> each : waiting.entrySet()) {
        assertThat(each.getValue().hasBegun(watched))
            .as("the response of %s has begun", each.getKey())
            .isFalse();
        watched = Duration.ofMillis(1);
      }

      site.redis().watched().release();

      for (Map.Entry<Route, RawExchange> each : waiting.entrySet()) {
        ReceivedResponse head = each.getValue().head();
        hasItsStatus(each.getKey(), head);
        if (each.getKey() == Route.GET) {
          assertThat(each.getValue().rest()).contains("red");
        } else {
          assertThat(site.record(site.idIn(head.onlyCookie()))).isPresent();
        }
      }
    } finally {
      for (RawExchange each : waiting.values()) {
        each.close();
      }
    }
  }

  @Test
  default void H5_aRedirectFollowedAtOnceFindsTheSession() {
    RunningSite site = site();
    CookieClient visitor = site.visitor();

    ReceivedResponse redirect = visitor.send("/redirect-after-set?name=color&value=red");

    assertThat(redirect.status()).isIn(302, 303);
    assertThat(redirect.headers().getOrDefault("location", List.of()))
        .singleElement()
        .satisfies(location -> assertThat(location).endsWith("/get?name=color"));
    assertThat(visitor.read("color")).isEqualTo("red");
  }

  @Test
  default void H5_aClientThatReadsOnlyTheFirstByteOfAStreamFindsTheSession() throws IOException {
    RunningSite site = site();
    site.gate().shut();
    try (RawExchange exchange = site.raw("/stream-after-set?name=color&value=red", "")) {
      ReceivedResponse head = exchange.head();
      assertThat(exchange.firstByte(head)).isEqualTo('x');

      assertThat(site.sendWithCookie("/get?name=color", head.onlyCookie().pair()).body())
          .isEqualTo("red");
    } finally {
      site.gate().open();
    }
  }

  @OverEachResponse
  default void H6_everyResponseCommitsAChangeExactlyOnce(Route route) {
    needsFor(route);
    CookieClient guest = guestOf(site(), "color", "red");

    Cost cost =
        http()
            .redis()
            .costOf(
                () -> {
                  ReceivedResponse reply = guest.send(changing(route));
                  isWhole(route, reply);
                  assertThat(reply.cookies()).isEmpty();
                  assertThat(guest.read("color")).isEqualTo("blue");
                });

    assertThat(cost.writes()).as("writes among %s", cost.names()).isEqualTo(1);
  }

  @OverEachResponse
  default void H6_everyResponseBeginsASessionExactlyOnce(Route route) {
    needsFor(route);
    CookieClient visitor = site().visitor();

    Cost cost =
        http()
            .redis()
            .costOf(
                () -> {
                  ReceivedResponse reply = visitor.send(changing(route));
                  isWhole(route, reply);
                  assertThat(reply.cookies()).hasSize(1);
                  assertThat(visitor.read("color")).isEqualTo("blue");
                });

    assertThat(cost.writes()).as("writes among %s", cost.names()).isEqualTo(1);
  }

  private void needsFor(Route route) {
    needed(route).ifPresent(http()::needs);
  }

  private boolean isClaimed(Route route) {
    return needed(route).map(http()::claims).orElse(true);
  }

  static Optional<HttpCapability> needed(Route route) {
    return switch (route) {
      case EVENTS_AFTER_SET -> Optional.of(HttpCapability.SERVER_SENT_EVENTS);
      case ASYNC_SET -> Optional.of(HttpCapability.ASYNC);
      default -> Optional.empty();
    };
  }

  static String changing(Route route) {
    return route.path() + "?name=color&value=blue";
  }

  private static void hasItsStatus(Route route, ReceivedResponse reply) {
    switch (route) {
      case REDIRECT_AFTER_SET -> assertThat(reply.status()).isIn(302, 303);
      case THROW_AFTER_SET -> assertThat(reply.status()).isEqualTo(500);
      default -> assertThat(reply.status()).isEqualTo(200);
    }
  }

  private static void isWhole(Route route, ReceivedResponse reply) {
    hasItsStatus(route, reply);
    switch (route) {
      case REDIRECT_AFTER_SET, THROW_AFTER_SET -> {} // have no body of the kit's
      case LARGE_AFTER_SET, STREAM_AFTER_SET ->
          assertThat(reply.body())
              .hasSize(RouteActions.LARGE)
              .containsOnlyOnce("x".repeat(RouteActions.LARGE));
      case EVENTS_AFTER_SET ->
          assertThat(
                  reply
                      .body()
                      .lines()
                      .filter(line -> line.startsWith("data:"))
                      .map(ResponseClauses::dataOf))
              .containsExactly("one", "two", "three");
      default -> assertThat(reply.body()).isEqualTo("set");
    }
  }

  private static String dataOf(String line) {
    return line.substring("data:".length()).strip();
  }
}
