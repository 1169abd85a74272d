package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionListener;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What listeners are told of a session, and that its id is known before it begins. */
class SessionListenerTest {

  private final List<String> told = new ArrayList<>();
  private final SessionEngine engine =
      SessionEngine.builder()
          .store(RedisSessionStore.builder(InMemoryRedisCommands.create()).build())
          .secret("a secret of at least thirty-two bytes")
          .listener(
              new SessionListener() {
                @Override
                public void created(RequestSession session) {
                  told.add("created " + shown(session));
                }

                @Override
                public void renamed(SessionId oldId, RequestSession session) {
                  told.add("renamed " + oldId.value() + " to " + shown(session));
                }

                @Override
                public void destroyed(RequestSession session) {
                  told.add("destroyed " + shown(session));
                }
              })
          .build();
  private String cookie = "";

  @Test
  void anIdThatIsAskedForIsTheOneThatTheSessionBeginsWith() {
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    SessionId first = session.id();
    assertThat(session.id()).isEqualTo(first);
    assertThat(answer(request.load()).id()).isEqualTo(first);

    session.set("user", "ada");
    commit(request);

    assertThat(session.id()).isEqualTo(first);
    assertThat(answer(request().load()).id()).isEqualTo(first);
    assertThat(told).containsExactly("created " + first.value() + " {user=ada}");
  }

  /** A session that takes nothing along is another one. */
  @ParameterizedTest
  @EnumSource
  void aListenerIsToldBothIdsOfASession(SessionData data) {
    SessionId first = begin();
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    session.regenerate(data);
    session.set("size", 3);
    commit(request);

    SessionId second = session.id();
    String shown =
        second.value() + (data == SessionData.KEEP ? " {user=ada, size=3}" : " {size=3}");
    assertThat(second).isNotEqualTo(first);
    assertThat(told).containsExactly(expected(data, first, shown));
  }

  private static String[] expected(SessionData data, SessionId first, String shown) {
    return data == SessionData.KEEP
        ? new String[] {"renamed " + first.value() + " to " + shown}
        : new String[] {"destroyed " + first.value() + " {user=ada}", "created " + shown};
  }

  @Test
  void aListenerIsToldWhatTheSessionHeldThatEnds() {
    SessionId first = begin();
    SessionExchange request = request();
    answer(request.load()).destroy();
    commit(request);

    assertThat(told).containsExactly("destroyed " + first.value() + " {user=ada}");
  }

  private SessionId begin() {
    SessionExchange request = request();
    answer(request.load()).set("user", "ada");
    commit(request);
    told.clear();
    return answer(request.load()).id();
  }

  private void commit(SessionExchange request) {
    answer(request.commit()).setCookie().forEach(header -> cookie = header.replaceFirst(";.*", ""));
  }

  private SessionExchange request() {
    return engine.begin(
        SessionRequest.of(
            "/", false, name -> name.equalsIgnoreCase("cookie") ? List.of(cookie) : List.of()));
  }

  private static String shown(RequestSession session) {
    return session.id().value() + " " + session.attributes();
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
