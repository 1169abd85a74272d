package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of a request whose session ends while it is served: it expires, or another request
 * ends it or gives it a new id. Nothing that was not done is answered as done.
 */
class EndedMeanwhileTest {

  private static final Duration TTL = Duration.ofHours(1);
  private static final SessionId PHONE = SessionId.of("phone");

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
  private final RedisSessionStore store =
      RedisSessionStore.builder(InMemoryRedisCommands.with(clock))
          .clock(clock)
          .ttl(TTL)
          .userIndex("user")
          .build();
  private final SessionEngine engine =
      SessionEngine.builder()
          .store(store)
          .secret("a secret of at least thirty-two bytes")
          .clock(clock)
          .build();

  /**
   * By each way to end meanwhile: "error", or else the cookie that is sent ("-", "removed", or what
   * is in the new session), and "alone" where the user's session on another device has ended.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          #                 | expired     | destroyed   | renamed
          read              | -           | -           | -
          set               | error       | -           | -
          remove            | error       | -           | -
          idle              | error       | -           | -
          touch set         | error       | -           | -
          save              | -           | -           | -
          set save          | -           | -           | -
          save set          | {x=1}       | {x=1}       | -
          reload            | -           | -           | -
          set reload        | -           | -           | -
          reload set        | {x=1}       | {x=1}       | -
          keep              | error       | -           | -
          idle keep         | error       | -           | -
          keep log-in       | {user=bob}  | {user=bob}  | {user=bob}
          drop              | removed     | removed     | error
          drop log-in       | {user=bob}  | {user=bob}  | {user=bob}
          destroy           | removed     | removed     | error
          destroy log-in    | {user=bob}  | {user=bob}  | {user=bob}
          unset             | -           | -           | -
          others            | - alone     | - alone     | error
          set others        | {x=1} alone | {x=1} alone | error
          destroy others    | removed alone | removed alone | removed alone
          """)
  void H36_nothingIsAnsweredAsDoneThatWasNot(
      String does, String expired, String destroyed, String renamed) {
    assertThat(outcome(does, cookie -> clock.advance(TTL.plusMinutes(1)))).isEqualTo(expired);
    assertThat(outcome(does, cookie -> serve(cookie, RequestSession::destroy)))
        .isEqualTo(destroyed);
    assertThat(outcome(does, cookie -> serve(cookie, it -> it.regenerate(SessionData.KEEP))))
        .isEqualTo(renamed);
  }

  private String outcome(String does, Consumer<String> meanwhile) {
    String cookie =
        serve(
            "",
            session -> {
              session.set("user", "ada");
              session.set("color", "red");
            });
    SessionExchange request = begin(cookie);
    RequestSession session = answer(request.load());
    meanwhile.accept(cookie);
    Session phone = Session.create(PHONE);
    phone.set("user", "ada");
    store.blocking().set(phone);
    String sent;
    try {
      List.of(does.split(" ")).forEach(step -> carryOut(step, session));
      List<String> headers = answer(request.commit()).setCookie();
      answer(request.complete());
      sent = headers.isEmpty() ? "-" : held(headers.get(0));
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
      sent = "error";
    }
    return store.blocking().get(PHONE).isPresent() ? sent : sent + " alone";
  }

  private static void carryOut(String step, RequestSession session) {
    switch (step) {
      case "read" -> session.get("color");
      case "set" -> session.set("x", 1);
      case "remove" -> session.remove("color");
      case "idle" -> session.setIdleInterval(Duration.ofMinutes(5));
      case "touch" -> assertThat(answer(session.touch())).isFalse();
      case "save" -> isGone(session, RequestSession::save);
      case "reload" -> isGone(session, RequestSession::reload);
      case "keep" -> session.regenerate(SessionData.KEEP);
      case "drop" -> session.regenerate(SessionData.DROP);
      case "log-in" -> session.set("user", "bob");
      case "destroy" -> session.destroy();
      case "unset" -> session.unset();
      case "others" -> session.destroyOthers();
      default -> throw new IllegalArgumentException(step);
    }
  }

  /** Where it is false there is no session, as without a cookie. */
  private static void isGone(
      RequestSession session, Function<RequestSession, CompletionStage<Boolean>> action) {
    SessionId before = session.id();
    assertThat(answer(action.apply(session))).isFalse();
    assertThat(session.isNew()).isTrue();
    assertThat(session.attributes()).isEmpty();
    assertThat(session.get("color")).isNull();
    assertThat(session.creationTime()).isNull();
    assertThat(session.id()).isNotEqualTo(before);
    assertThat(answer(session.touch())).isFalse();
  }

  /** Returns what is in the session of a cookie. */
  private String held(String header) {
    if (header.startsWith("sid=;")) {
      return "removed";
    }
    RequestSession session = answer(begin(header.replaceFirst(";.*", "")).load());
    return new TreeMap<>(session.attributes()).toString();
  }

  private String serve(String cookie, Consumer<RequestSession> handler) {
    SessionExchange request = begin(cookie);
    handler.accept(answer(request.load()));
    List<String> headers = answer(request.commit()).setCookie();
    answer(request.complete());
    return headers.get(0).replaceFirst(";.*", "");
  }

  private SessionExchange begin(String cookie) {
    return engine.begin(
        SessionRequest.of("/", false, name -> name.equals("Cookie") ? List.of(cookie) : List.of()));
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
