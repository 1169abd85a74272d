package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.CountingRedisCommands.Call;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A request makes the key of a session once, whatever it does with the session: with hashed ids a
 * key costs a SHA-256. Each key that is made is a string of its own, so the strings that arrive at
 * the port tell how often that was.
 */
class KeyOncePerRequestTest {

  private enum Action {
    READ(session -> session.get("user")),
    CHANGE(session -> session.set("user", "bob")),
    SAVE_AND_CHANGE(
        session -> {
          answer(session.save());
          session.set("user", "bob");
        }),
    TOUCH(session -> answer(session.touch())),
    RELOAD_AND_CHANGE(
        session -> {
          answer(session.reload());
          session.set("user", "bob");
        }),
    LOG_IN(session -> session.regenerate(SessionData.KEEP)),
    LOG_OUT(RequestSession::destroy),
    LOG_OUT_ELSEWHERE(RequestSession::destroyOthers);

    @SuppressWarnings("ImmutableEnumChecker") // keeps nothing
    private final Consumer<RequestSession> handler;

    Action(Consumer<RequestSession> handler) {
      this.handler = handler;
    }
  }

  private final CountingRedisCommands redis =
      CountingRedisCommands.over(InMemoryRedisCommands.create());
  private final SessionEngine engine =
      SessionEngine.builder()
          .store(RedisSessionStore.builder(redis).idHashing(true).userIndex("user").build())
          .secret("a secret of at least thirty-two bytes")
          .build();

  @ParameterizedTest
  @EnumSource(Action.class)
  void theKeyOfASessionIsMadeOnceInARequest(Action action) {
    String cookie = request("", session -> session.set("user", "ada"));
    redis.reset();

    request(cookie, action.handler);

    Map<String, Integer> made =
        redis.calls().stream()
            .map(Call::keys)
            .flatMap(Collection::stream)
            .filter(key -> key.matches("sess:[A-Za-z0-9_-]{43}"))
            .collect(
                Collectors.groupingBy(
                    key -> key,
                    Collectors.collectingAndThen(Collectors.toList(), this::instances)));
    assertThat(made).isNotEmpty().allSatisfy((key, times) -> assertThat(times).isOne());
  }

  private int instances(List<String> keys) {
    Set<String> strings = Collections.newSetFromMap(new IdentityHashMap<>());
    strings.addAll(keys);
    return strings.size();
  }

  private String request(String cookie, Consumer<RequestSession> handler) {
    SessionExchange exchange =
        engine.begin(
            SessionRequest.of(
                "/",
                false,
                name -> name.equals("Cookie") && !cookie.isEmpty() ? List.of(cookie) : List.of()));
    handler.accept(answer(exchange.load()));
    List<String> cookies = answer(exchange.commit()).setCookie();
    answer(exchange.complete());
    return cookies.isEmpty() ? "" : cookies.get(0).replaceFirst(";.*", "");
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
