package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.OnUnavailable;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RedisSide.Cost;
import io.cloakroom.tck.http.site.RunningSite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H19: Redis is away, and comes back. */
interface UnavailableClauses extends OutageSteps {

  /** How many commands wait for a silent Redis: {@code Resilience}'s {@code maxWaiting}. */
  int WAITING = 64;

  @Test
  default void H19_aSessionThatCannotBeReadIs503AndNotLoggedOut() {
    for (List<String> methods : HALVES) {
      RunningSite site = site(options -> options);
      CookieClient guest = guestOf(site, "color", "red");
      for (int i = 0; i < methods.size(); i++) {
        String method = methods.get(i);
        whileAway(
            OUTAGES.get(i % OUTAGES.size()),
            () -> OutageSteps.assertUnavailable(guest, method, "/get?name=color"));
      }

      assertThat(guest.read("color")).isEqualTo("red");
    }
  }

  /**
   * Nothing that the client could do again would help, and nothing of the reply is its business.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOPERM this user has no permissions to run the 'getex' command",
        "WRONGPASS invalid username-password pair or user is disabled.",
        "NOAUTH Authentication required.",
        "ERR unknown command 'GETEX'"
      })
  default void H19_whatRedisWillRefuseAgainIs500WithoutRetryAfter(String reply) {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    http().redis().watched().goAway(() -> new RedisRefusedException(reply, null));
    try {
      for (String target : List.of("/get?name=color", "/set?name=color&value=blue")) {
        assertRefused(guest.send(target), 500, false);
      }
      assertRefused(site.visitor().set("color", "red"), 500, false);
    } finally {
      http().redis().release();
    }
    assertThat(guest.read("color")).isEqualTo("red");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OOM command not allowed when used memory > 'maxmemory'.",
        "LOADING Redis is loading the dataset in memory",
        "MISCONF Redis is configured to save RDB snapshots"
      })
  default void H19_whatRedisMaySoonAcceptIs503WithRetryAfter(String reply) {
    RunningSite site = site();
    http().redis().watched().goAwayAfterWrites(0, () -> new RedisRefusedException(reply, null));
    try {
      assertRefused(site.visitor().set("color", "red"), 503, true);
    } finally {
      http().redis().release();
    }
  }

  private static void assertRefused(ReceivedResponse response, int status, boolean again) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers().containsKey("retry-after")).isEqualTo(again);
    assertThat(response.headers()).doesNotContainKey("set-cookie");
    assertThat(response.body())
        .doesNotContainIgnoringCase("redis")
        .doesNotContainIgnoringCase("cloakroom")
        .doesNotContainPattern("[A-Z]{4,}|permission|password|memory|command");
  }

  @Test
  default void H19_aLogOutThatFailsIs503AndCanBeRepeated() {
    for (OnUnavailable policy : OnUnavailable.values()) {
      RunningSite site = site(options -> options.onUnavailable(policy));
      CookieClient guest = guestOf(site, "color", "red");
      String id = guest.id();

      whileAway(OUTAGES.get(0), () -> OutageSteps.assertUnavailable(guest, "/destroy"));
      whileAwayForWrites(OUTAGES.get(0), () -> OutageSteps.assertUnavailable(guest, "/destroy"));
      assertThat(guest.read("color")).isEqualTo("red");

      guest.send("/destroy");
      assertThat(site.record(id)).isEmpty();
    }
  }

  @Test
  default void H19_aLogInThatFailsIs503AndKeepsTheOldSession() {
    for (OnUnavailable policy : OnUnavailable.values()) {
      RunningSite site = site(options -> options.onUnavailable(policy));
      CookieClient guest = guestOf(site, "color", "red");
      String id = guest.id();

      whileAway(OUTAGES.get(0), () -> OutageSteps.assertUnavailable(guest, "/log-in?user=ada"));
      whileAwayForWrites(
          OUTAGES.get(0), () -> OutageSteps.assertUnavailable(guest, "/log-in?user=ada"));

      assertThat(guest.id()).isEqualTo(id);
      assertThat(guest.read("color")).isEqualTo("red");
      assertThat(guest.read("user")).isEqualTo(Route.NONE);
    }
  }

  @Test
  default void H19_aRequestThatNeedsNoSessionIsServed() {
    CookieClient guest = guestOf(site(), "color", "red");

    whileAway(
        OUTAGES.get(1), () -> assertThat(guest.send("/untouched").body()).isEqualTo("untouched"));
  }

  @Test
  default void H19_goingOnTellsTheHandlerAndKeepsTheCookie() {
    RunningSite site = site(options -> options.onUnavailable(OnUnavailable.GO_ON));
    CookieClient guest = guestOf(site, "color", "red");
    assertThat(guest.send("/available").body()).isEqualTo("true");
    for (Supplier<RedisCommandException> outage : OUTAGES) {
      whileAway(
          outage,
          () -> {
            assertServed(guest.send("/available"), "false");
            assertServed(guest.send("/get?name=color"), Route.NONE);
            assertServed(guest.send("/set?name=color&value=blue"), "set");
            assertServed(site.visitor().send("/set?name=color&value=blue"), "set");
          });

      assertThat(guest.read("color")).isEqualTo("red");
      assertThat(guest.send("/available").body()).isEqualTo("true");
    }
  }

  @Test
  default void H19_aSilentRedisHoldsFewThreads() {
    RunningSite site = http().with(options -> options);
    CookieClient guest = guestOf(site, "color", "red");
    Map<String, String> cookie = Map.of("Cookie", guest.cookieHeader());
    http().redis().watched().goAway(OUTAGES.get(1));
    OutageSteps.assertUnavailable(guest, "/get?name=color"); // silence is known by a first timeout
    http().redis().watched().stall();
    List<CompletableFuture<ReceivedResponse>> waiting = send(WAITING, site, cookie);
    http().redis().watched().awaitStalled(WAITING);
    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());

    List<CompletableFuture<ReceivedResponse>> others = send(300, site, cookie);

    assertThat(others.stream().map(RunningSite::await)).allMatch(reply -> reply.status() == 503);
    assertThat(guest.send("/untouched").body()).isEqualTo("untouched");
    assertThat(waiting).noneMatch(CompletableFuture::isDone);

    http().redis().watched().comeBack();
    assertThat(waiting.stream().map(RunningSite::await)).allMatch(reply -> reply.status() == 503);
    assertThat(readUntilAnswered(guest)).isEqualTo("red");
  }

  private static List<CompletableFuture<ReceivedResponse>> send(
      int requests, RunningSite site, Map<String, String> cookie) {
    return Stream.generate(() -> site.sendLater("/get?name=color", cookie))
        .limit(requests)
        .toList();
  }

  /** Redis is asked again as soon as the circuit breaker tries it. */
  private static String readUntilAnswered(CookieClient guest) {
    long end = System.nanoTime() + RunningSite.TIMEOUT.toNanos();
    ReceivedResponse reply = guest.send("/get?name=color");
    while (reply.status() == 503 && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      reply = guest.send("/get?name=color");
    }
    return reply.body();
  }

  private static void assertServed(ReceivedResponse reply, String body) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(body);
    assertThat(reply.cookies()).isEmpty();
  }

  /** More failures than an integration may have threads, permits or patience for. */
  int LONG = 120;

  /** The store's own circuit breaker is off, so that whatever the integration adds shows. */
  @Test
  default void H19_afterALongOutageTheFirstRequestIsServed() {
    for (OnUnavailable policy : OnUnavailable.values()) {
      RunningSite site = withoutResilience(policy);
      CookieClient guest = guestOf(site, "color", "red");
      int status = policy == OnUnavailable.FAIL ? 503 : 200;
      for (String target :
          List.of("/get?name=color", "/set?name=color&value=blue", "/throw-after-set?name=color")) {
        for (Supplier<RedisCommandException> outage : OUTAGES) {
          whileAway(outage, () -> fail(guest, target, status));
          assertThat(guest.read("color")).as("after failures of %s", target).isEqualTo("red");
          if (!target.startsWith("/get")) {
            whileAwayForWrites(outage, () -> fail(guest, target, status));
            assertThat(guest.read("color")).as("after failures of %s", target).isEqualTo("red");
          }
        }
      }
      assertThat(guest.set("color", "green").status()).isEqualTo(200);
      assertThat(guest.read("color")).isEqualTo("green");
    }
  }

  private static void fail(CookieClient guest, String target, int status) {
    for (int i = 0; i < LONG / OUTAGES.size(); i++) {
      assertThat(guest.send(target).status())
          .as("status of %s while Redis is away", target)
          .isIn(target.startsWith("/throw") ? List.of(500, 503) : List.of(status));
    }
  }

  private RunningSite withoutResilience(OnUnavailable policy) {
    return http()
        .with(
            options -> options.onUnavailable(policy),
            HttpUnderTest.newPrefix(),
            store -> store.resilience(Resilience.NONE));
  }

  /** Whoever asked twice would wait for two timeouts. */
  @Test
  default void H19_aRequestDoesNotAskAgainWhenRedisIsAway() {
    RunningSite site = withoutResilience(OnUnavailable.FAIL);
    CookieClient guest = guestOf(site, "color", "red");
    for (Supplier<RedisCommandException> outage : OUTAGES) {
      for (String target :
          List.of(
              "/get?name=color", "/set?name=color&value=blue", "/log-in?user=ada", "/destroy")) {
        whileAway(outage, () -> asks(1, guest, target));
        if (!target.startsWith("/get")) {
          whileAwayForWrites(outage, () -> asks(2, guest, target));
          whileAwayForWrites(
              outage, () -> asks(target.contains("=") ? 1 : 0, site.visitor(), target));
        }
      }
    }
    assertThat(guest.read("color")).isEqualTo("red");
  }

  private void asks(int commands, CookieClient visitor, String target) {
    Cost cost = http().redis().costOf(() -> visitor.send(target));
    assertThat(cost.names()).as("commands of %s while Redis is away", target).hasSize(commands);
  }
}
