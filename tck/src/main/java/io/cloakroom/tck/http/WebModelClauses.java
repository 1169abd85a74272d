package io.cloakroom.tck.http;

import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.model.WebModelRun;
import io.cloakroom.tck.http.model.WebSetup;
import io.cloakroom.tck.http.model.WebSteps;
import io.cloakroom.tck.http.site.Http2Connection;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.WebClient;
import io.cloakroom.tck.http.site.WebConnection;
import io.cloakroom.tck.model.Seed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * H35: two browsers send requests of every method to two servers on one Redis, whose handlers
 * answer every status, stream or throw; what comes back, and what Redis holds, is what a model
 * says. Some are sent together with another one over the same connection: pipelined over HTTP/1.1,
 * as streams over HTTP/2. A failure names the clause that it breaks, and the few requests that show
 * it.
 */
interface WebModelClauses extends HttpClauses {

  int REQUESTS = 240;

  /** A cookie that each use renews is not renewed twice in one. */
  Duration A_MOMENT = Duration.ofMillis(10);

  @Test
  default void H35_anySequenceOfRequestsIsAnsweredAsTheModelSays() {
    run(REQUESTS, WebConnection::new, store -> store, false);
  }

  @Test
  default void H35_H39_anySequenceOverHttp2IsAnsweredAsTheModelSays() {
    http().needs(HttpCapability.HTTP_2);
    run(REQUESTS / 3, Http2Connection::new, store -> store, false);
  }

  /** What can be done without Redis is done, and nothing else, whatever comes before and after. */
  @Test
  default void H19_H35_anySequenceWhileRedisComesAndGoesIsAnsweredAsTheModelSays() {
    run(REQUESTS / 2, WebConnection::new, store -> store.resilience(Resilience.NONE), true);
  }

  private void run(
      int requests,
      Function<URI, WebClient> protocol,
      UnaryOperator<RedisSessionStoreBuilder> store,
      boolean troubled) {
    long first = Seed.next();
    for (int i = 0; i < WebSetup.ALL.size(); i++) {
      WebSetup setup = WebSetup.ALL.get(i);
      String prefix = HttpUnderTest.newPrefix();
      UnaryOperator<RedisSessionStoreBuilder> stores =
          builder -> store.apply(setup.store().apply(builder));
      List<RunningSite> servers =
          List.of(
              http().with(setup.options(), prefix, stores),
              http().with(setup.options(), prefix, stores));
      WebSteps.atRandom(setup, first + i, Seed.times(requests), troubled)
          .run(
              () ->
                  new WebModelRun(
                      servers, setup, protocol, () -> http().clock().putForward(A_MOMENT)));
    }
  }
}
