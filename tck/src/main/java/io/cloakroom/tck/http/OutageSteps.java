package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import java.util.List;
import java.util.function.Supplier;

/** What the clauses about outages of Redis have in common. */
interface OutageSteps extends HttpClauses {

  /** The methods in two halves: after more failures the circuit breaker is open. */
  List<List<String>> HALVES = List.of(METHODS.subList(0, 4), METHODS.subList(4, METHODS.size()));

  /** The ways in which a Redis is away. */
  List<Supplier<RedisCommandException>> OUTAGES =
      List.of(
          () -> new RedisUnreachableException("The kit has cut the connection", null),
          () -> new RedisTimeoutException("The kit has stopped the server", null));

  static void assertUnavailable(CookieClient visitor, String target) {
    assertUnavailable(target, visitor.send(target));
  }

  static void assertUnavailable(CookieClient visitor, String method, String target) {
    assertUnavailable(method + " " + target, visitor.send(method, target));
  }

  static void assertUnavailable(String target, ReceivedResponse reply) {
    assertThat(reply.status()).as("status of %s while Redis is away", target).isEqualTo(503);
    assertThat(reply.headers()).as("headers of %s", target).containsKey("retry-after");
    assertThat(reply.cookies()).as("cookies of %s", target).isEmpty();
    assertThat(reply.headers())
        .as("headers of %s: those that the handler set say what was not done", target)
        .doesNotContainKeys("location", "cdn-cache-control", "surrogate-control");
    assertThat(reply.body())
        .as("the body for %s: the handler's says what was not done", target)
        .isNotEqualTo("set")
        .doesNotContain("xxxx");
  }

  default void whileAway(Supplier<RedisCommandException> outage, Runnable requests) {
    http().redis().watched().goAway(outage);
    thenBack(requests);
  }

  default void whileAwayForWrites(Supplier<RedisCommandException> outage, Runnable requests) {
    http().redis().watched().goAwayAfterWrites(0, outage);
    thenBack(requests);
  }

  /** While others change each session again before it can be saved. */
  default void whileOthersAreFaster(Runnable requests) {
    http().redis().watched().overtake();
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
