package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.OnUnavailable;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** H19: Redis is away, and comes back. */
interface UnavailableClauses extends HttpClauses {

  /** How many commands wait for a silent Redis: {@code Resilience}'s {@code maxWaiting}. */
  int WAITING = 64;

  /** The ways in which a Redis is away. */
  List<Supplier<RedisCommandException>> OUTAGES =
      List.of(
          () -> new RedisUnreachableException("The kit has cut the connection", null),
          () -> new RedisTimeoutException("The kit has stopped the server", null));

  @Test
  default void H19_aSessionThatCannotBeReadIs503AndNotLoggedOut() {
    Website site = site();
    Visitor guest = guestOf(site, "color", "red");
    for (Supplier<RedisCommandException> outage : OUTAGES) {
      whileAway(outage, () -> assertUnavailable(guest, "/get?name=color"));

      assertThat(guest.read("color")).isEqualTo("red");
    }
  }

  @Test
  default void H19_aChangeThatCannotBeSavedIs503AndNoCookie() {
    Website site = site();
    List<String> writes =
        List.of(
            "/set", "/redirect-after-set", "/large-after-set", "/stream-after-set", "/async-set");
    for (String path : writes) {
      whileAway(
          OUTAGES.get(0), () -> assertUnavailable(site.visitor(), path + "?name=color&value=red"));
    }
    assertThat(guestOf(site, "color", "green").read("color")).isEqualTo("green");
  }

  @Test
  default void H19_aLogOutThatFailsIs503AndCanBeRepeated() {
    for (OnUnavailable policy : OnUnavailable.values()) {
      Website site = site(options -> options.onUnavailable(policy));
      Visitor guest = guestOf(site, "color", "red");
      String id = guest.id();

      whileAway(OUTAGES.get(0), () -> assertUnavailable(guest, "/destroy"));
      whileAwayForWrites(OUTAGES.get(0), () -> assertUnavailable(guest, "/destroy"));
      assertThat(guest.read("color")).isEqualTo("red");

      guest.get("/destroy");
      assertThat(site.record(id)).isEmpty();
    }
  }

  @Test
  default void H19_aLogInThatFailsIs503AndKeepsTheOldSession() {
    for (OnUnavailable policy : OnUnavailable.values()) {
      Website site = site(options -> options.onUnavailable(policy));
      Visitor guest = guestOf(site, "color", "red");
      String id = guest.id();

      whileAway(OUTAGES.get(0), () -> assertUnavailable(guest, "/log-in?user=ada"));
      whileAwayForWrites(OUTAGES.get(0), () -> assertUnavailable(guest, "/log-in?user=ada"));

      assertThat(guest.id()).isEqualTo(id);
      assertThat(guest.read("color")).isEqualTo("red");
      assertThat(guest.read("user")).isEqualTo(Route.NONE);
    }
  }

  @Test
  default void H19_aRequestThatNeedsNoSessionIsServed() {
    Visitor guest = guestOf(site(), "color", "red");

    whileAway(
        OUTAGES.get(1), () -> assertThat(guest.get("/untouched").body()).isEqualTo("untouched"));
  }

  @Test
  default void H19_goingOnTellsTheHandlerAndKeepsTheCookie() {
    Website site = site(options -> options.onUnavailable(OnUnavailable.GO_ON));
    Visitor guest = guestOf(site, "color", "red");
    assertThat(guest.get("/available").body()).isEqualTo("true");
    for (Supplier<RedisCommandException> outage : OUTAGES) {
      whileAway(
          outage,
          () -> {
            assertServed(guest.get("/available"), "false");
            assertServed(guest.get("/get?name=color"), Route.NONE);
            assertServed(guest.get("/set?name=color&value=blue"), "set");
            assertServed(site.visitor().get("/set?name=color&value=blue"), "set");
          });

      assertThat(guest.read("color")).isEqualTo("red");
      assertThat(guest.get("/available").body()).isEqualTo("true");
    }
  }

  @Test
  default void H19_aSilentRedisHoldsFewThreads() {
    Website site = http().with(options -> options);
    Visitor guest = guestOf(site, "color", "red");
    Map<String, String> cookie = Map.of("Cookie", guest.cookieHeader());
    http().redis().watched().stall();
    List<CompletableFuture<Reply>> waiting = send(WAITING, site, cookie);
    http().redis().watched().awaitStalled(WAITING);
    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());

    List<CompletableFuture<Reply>> others = send(300, site, cookie);

    assertThat(others.stream().map(Website::await)).allMatch(reply -> reply.status() == 503);
    assertThat(guest.get("/untouched").body()).isEqualTo("untouched");
    assertThat(waiting).noneMatch(CompletableFuture::isDone);

    http().redis().watched().comeBack();
    assertThat(waiting.stream().map(Website::await)).allMatch(reply -> reply.status() == 503);
    assertThat(readUntilAnswered(guest)).isEqualTo("red");
  }

  private static List<CompletableFuture<Reply>> send(
      int requests, Website site, Map<String, String> cookie) {
    return Stream.generate(() -> site.getLater("/get?name=color", cookie)).limit(requests).toList();
  }

  /** Redis is asked again as soon as the circuit breaker tries it. */
  private static String readUntilAnswered(Visitor guest) {
    long end = System.nanoTime() + Website.TIMEOUT.toNanos();
    Reply reply = guest.get("/get?name=color");
    while (reply.status() == 503 && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      reply = guest.get("/get?name=color");
    }
    return reply.body();
  }

  private static void assertUnavailable(Visitor visitor, String target) {
    Reply reply = visitor.get(target);
    assertThat(reply.status()).as("status of %s while Redis is away", target).isEqualTo(503);
    assertThat(reply.headers()).as("headers of %s", target).containsKey("retry-after");
    assertThat(reply.cookies()).as("cookies of %s", target).isEmpty();
  }

  private static void assertServed(Reply reply, String body) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(body);
    assertThat(reply.cookies()).isEmpty();
  }

  private void whileAway(Supplier<RedisCommandException> outage, Runnable requests) {
    http().redis().watched().goAway(outage);
    thenBack(requests);
  }

  private void whileAwayForWrites(Supplier<RedisCommandException> outage, Runnable requests) {
    http().redis().watched().goAwayForWrites(outage);
    thenBack(requests);
  }

  private void thenBack(Runnable requests) {
    try {
      requests.run();
    } finally {
      http().redis().watched().comeBack();
    }
  }
}
