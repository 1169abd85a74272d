package io.cloakroom.tests.metrics;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** An engine without a web server, whose requests are method calls. */
final class MeteredSite {

  final RedisSessionStore store;
  private final SessionEngine engine;

  MeteredSite(Consumer<RedisSessionStoreBuilder> options) {
    this(InMemoryRedisCommands.create(), options);
  }

  MeteredSite(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    RedisSessionStoreBuilder builder = RedisSessionStore.builder(commands);
    options.accept(builder);
    this.store = builder.build();
    this.engine = SessionEngine.builder().store(store).secret("a".repeat(32)).build();
  }

  /** Answers a request; returns the cookie that the response sets, or the one that was brought. */
  String request(String cookie, Consumer<RequestSession> handler) {
    return request(cookie, handler, Supplier::get);
  }

  /**
   * Answers a request.
   *
   * @param around in what the session is loaded
   */
  String request(
      String cookie,
      Consumer<RequestSession> handler,
      Function<Supplier<CompletionStage<RequestSession>>, CompletionStage<RequestSession>> around) {
    SessionExchange exchange =
        engine.begin(
            SessionRequest.of(
                "/", false, name -> name.equals("Cookie") ? List.of(cookie) : List.of()));
    handler.accept(StageFailure.join(around.apply(exchange::load)));
    SessionHeaders headers = StageFailure.join(exchange.commit());
    StageFailure.join(exchange.complete());
    return headers.setCookie().stream()
        .findFirst()
        .map(set -> set.substring(0, set.indexOf(';')))
        .orElse(cookie);
  }
}
