package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionListener;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What handlers can ask of their session that the kit's routes don't, since frameworks differ. */
class RequestSessionTest {

  private static final Duration TTL = Duration.ofHours(1);

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
  private final InMemoryRedisCommands redis = InMemoryRedisCommands.with(clock);
  private final RedisSessionStore store =
      RedisSessionStore.builder(redis).clock(clock).ttl(TTL).build();
  private final List<String> begun = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final SessionEngine engine =
      SessionEngine.builder()
          .store(store)
          .secret("a secret of at least thirty-two bytes")
          .clock(clock)
          .listener(
              new SessionListener() {
                @Override
                public void created(RequestSession session) {
                  begun.add(session.id().value());
                }

                @Override
                public void destroyed(RequestSession session) {
                  ended.add(session.id().value());
                }
              })
          .build();
  private String cookie = "";
  private SessionId id = SessionId.random();

  @BeforeEach
  void aGuestWithASession() {
    SessionExchange first = request();
    answer(first.load()).set("color", "red");
    id = answer(first.load()).id();
    cookie = answer(first.commit()).setCookie().get(0).replaceFirst(";.*", "");
  }

  @Test
  void S7_theSameMaxAgeAgainSendsNoCookie() {
    setMaxAgeTo(Duration.ofDays(30));

    assertThat(setMaxAgeTo(Duration.ofDays(30))).isEmpty();
  }

  @Test
  void H31_aMaxAgeThatIsPutBackSendsAWholeCookieOrNone() {
    List<String> first = setMaxAgeTo(Duration.ofDays(30));
    clock.advance(Duration.ofSeconds(1));

    List<String> again = setMaxAgeTo(Duration.ofDays(2), Duration.ofDays(30));

    assertThat(first.get(0)).contains("Max-Age=2592000").contains("Expires=");
    assertThat(again).allSatisfy(header -> assertThat(header).contains("Max-Age=2592000"));
  }

  private List<String> setMaxAgeTo(Duration... maxAges) {
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    for (Duration maxAge : maxAges) {
      session.setCookie(session.cookie().withMaxAge(maxAge));
    }
    return answer(request.commit()).setCookie();
  }

  @Test
  void aRequestWithoutACookieHasANewEmptySession() {
    cookie = "";
    RequestSession session = loaded();

    assertThat(session.isNew()).isTrue();
    assertThat(session.names()).isEmpty();
    assertThat(session.attributes()).isEmpty();
    assertThat(session).hasToString("Session[none]");
  }

  @Test
  void S7_aSessionThatHasEndedBeforeItBeginsIsNeitherStoredNorSent() {
    cookie = "";
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    session.set("user", "ada");
    session.setCookie(session.cookie().withMaxAge(Duration.ZERO));

    assertThat(answer(request.commit()).setCookie()).isEmpty();

    assertThat(store.blocking().ids()).containsExactly(id);
    assertThat(session.isNew()).isTrue();
  }

  @Test
  void H31_aCookieThatWouldLoseSameSiteOrSecureIsRefusedWithAdviceThatWorks() {
    RequestSession session = loaded();
    SessionCookie own = session.cookie();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> session.setCookie(SessionCookie.PLAIN))
        .withMessageContaining("SameSite")
        .withMessageContaining("session.cookie().withMaxAge(Duration.ofDays(30))");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                session.setCookie(
                    new SessionCookie(
                        null, null, null, true, null, "/", SameSite.STRICT, null, null)))
        .withMessageContaining("Secure");
    assertThat(session.cookie()).isEqualTo(own);

    session.setCookie(session.cookie().withMaxAge(Duration.ofDays(30)));
    assertThat(session.cookie().sameSite()).isEqualTo(own.sameSite());
  }

  @Test
  void S24_aSessionThatIsGoneGetsNoNewIdUnlessSomethingWasSet() {
    SessionExchange request = request();
    answer(request.load()).regenerate(SessionData.KEEP);
    store.blocking().destroy(id);

    assertThat(answer(request.commit()).setCookie()).isEmpty();

    assertThat(store.blocking().ids()).isEmpty();
  }

  @Test
  void S24_whatWasSetInASessionThatIsGoneBeginsAnotherUnderTheNewId() {
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    session.set("user", "ada");
    SessionId newId = session.regenerate(SessionData.KEEP);
    store.blocking().destroy(id);

    assertThat(answer(request.commit()).setCookie()).hasSize(1);

    assertThat(session.id()).isEqualTo(newId);
    assertThat(store.blocking().get(newId).orElseThrow().attributes())
        .isEqualTo(Map.of("user", "ada"));
    assertThat(store.blocking().ids()).containsExactly(newId);
  }

  @Test
  void aRequestWithACookieSeesWhatIsStored() {
    RequestSession session = loaded();

    assertThat(session.isNew()).isFalse();
    assertThat(session.names()).containsExactly("color");
    assertThat(session.attributes()).isEqualTo(Map.of("color", "red"));
    assertThat(session.toString()).contains("color").doesNotContain(id.value(), "red");
  }

  @Test
  void reloadingForgetsWhatThisRequestChanged() {
    RequestSession session = loaded();
    session.set("color", "blue");
    change("size", 3);

    assertThat(answer(session.reload())).isTrue();

    assertThat(session.attributes()).isEqualTo(Map.of("color", "red", "size", 3));
  }

  @Test
  void S45_readingItAgainIsNoOtherUseUnlessAMessageToAWebSocketDoesIt() {
    SessionEngine asking =
        SessionEngine.builder()
            .store(store)
            .secret("a secret of at least thirty-two bytes")
            .clock(clock)
            .lastAccess(true)
            .build();
    Instant began = clock.instant();
    clock.advance(Duration.ofMinutes(10));
    SessionExchange request = asking.begin(requestOf(false, List.of(cookie)));
    RequestSession session = answer(request.load());
    assertThat(session.lastAccessTime()).isEqualTo(began);

    assertThat(answer(session.reload())).isTrue();
    assertThat(session.lastAccessTime()).isEqualTo(began);
    assertThat(session.creationTime()).isEqualTo(began);

    session.regenerate(SessionData.KEEP);
    assertThat(answer(session.reload())).isTrue();
    assertThat(session.lastAccessTime()).isEqualTo(began);

    Instant read = clock.instant();
    answer(request.commit());
    answer(request.complete());
    clock.advance(Duration.ofMinutes(7));
    assertThat(answer(session.reload())).as("with a message").isTrue();
    assertThat(session.lastAccessTime()).isEqualTo(read);
    clock.advance(Duration.ofDays(1));
    assertThat(answer(session.reload())).isFalse();
    assertThat(session.lastAccessTime()).isNull();
  }

  @Test
  void H11_readingItAgainKeepsTheIdThatALogInIsToGet() {
    for (String steps :
        List.of(
            "regenerate reload set",
            "regenerate set reload",
            "regenerate reload",
            "regenerate reload reload set",
            "regenerate regenerate reload set",
            "reload regenerate reload set",
            "set regenerate reload",
            "regenerate reload save set")) {
      cookie = "";
      aGuestWithASession();
      SessionExchange request = request();
      RequestSession session = answer(request.load());
      SessionId chosen = id;
      boolean keepsUser = steps.endsWith("set");
      for (String step : steps.split(" ", -1)) {
        switch (step) {
          case "regenerate" -> chosen = session.regenerate(SessionData.KEEP);
          case "reload" -> assertThat(answer(session.reload())).isTrue();
          case "save" -> assertThat(answer(session.save())).isTrue();
          default -> session.set("user", "ada");
        }
      }
      List<String> headers = answer(request.commit()).setCookie();

      assertThat(session.id()).as(steps).isEqualTo(chosen).isNotEqualTo(id);
      assertThat(headers).as(steps).hasSize(1);
      assertThat(store.blocking().get(id)).as("under the id from before, %s", steps).isEmpty();
      assertThat(store.blocking().get(chosen).orElseThrow().attributes())
          .as(steps)
          .isEqualTo(keepsUser ? Map.of("color", "red", "user", "ada") : Map.of("color", "red"));
    }
  }

  @Test
  void H29_aLogInThatFindsItsSessionGoneWhenReadingItAgainIsNotLost() {
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    SessionId chosen = session.regenerate(SessionData.KEEP);
    answer(store.retire(id)); // as another log-in does

    assertThat(answer(session.reload())).isFalse();
    session.set("user", "ada");
    answer(request.commit());

    assertThat(session.id()).isEqualTo(chosen);
    assertThat(store.blocking().get(chosen).orElseThrow().attributes())
        .isEqualTo(Map.of("user", "ada"));
  }

  private RedisSessionStore storeByUser() {
    return RedisSessionStore.builder(redis).clock(clock).userIndex("user").build();
  }

  private SessionEngine engineOver(RedisSessionStore other) {
    return SessionEngine.builder()
        .store(other)
        .secret("a secret of at least thirty-two bytes")
        .clock(clock)
        .build();
  }

  @Test
  void H37_readingItAgainKeepsTheIdThatComesWithEndingTheOthers() {
    RedisSessionStore byUser = storeByUser();
    SessionEngine users = engineOver(byUser);
    String phone = cookieOfAda(users);
    SessionExchange request = users.begin(requestOf(false, List.of(cookieOfAda(users))));
    RequestSession session = answer(request.load());
    SessionId before = session.id();
    session.destroyOthers();

    answer(session.reload());
    answer(request.commit());

    assertThat(session.id()).isNotEqualTo(before);
    assertThat(byUser.blocking().get(before)).isEmpty();
    assertThat(answer(users.begin(requestOf(false, List.of(phone))).load()).isNew()).isTrue();
    assertThat(byUser.blocking().get(session.id())).isPresent();
  }

  @Test
  void H37_theOthersEndAlthoughTheSessionThatAsksForItIsGoneMeanwhile() {
    for (boolean expired : List.of(true, false)) {
      RedisSessionStore byUser = storeByUser();
      SessionEngine users = engineOver(byUser);
      SessionExchange request = users.begin(requestOf(false, List.of(cookieOfAda(users))));
      RequestSession session = answer(request.load());
      SessionId before = session.id();
      if (expired) {
        clock.advance(Duration.ofDays(30));
      } else {
        byUser.blocking().destroy(before);
      }
      String phone = cookieOfAda(users);
      session.destroyOthers();

      answer(request.commit());

      assertThat(answer(users.begin(requestOf(false, List.of(phone))).load()).isNew()).isTrue();
    }
  }

  private static String cookieOfAda(SessionEngine users) {
    SessionExchange request = users.begin(requestOf(false, List.of()));
    answer(request.load()).set("user", "ada");
    return answer(request.commit()).setCookie().get(0).replaceFirst(";.*", "");
  }

  @Test
  void reloadingWhatIsGoneLeavesNoSession() {
    RequestSession session = loaded();
    store.blocking().destroy(id);

    assertThat(answer(session.reload())).isFalse();

    assertThat(session.isNew()).isTrue();
    assertThat(session.names()).isEmpty();
  }

  @Test
  void whatIsNotStoredIsNeitherReloadedNorTouched() {
    cookie = "";
    RequestSession session = loaded();
    session.set("color", "green");

    assertThat(answer(session.reload())).isFalse();
    assertThat(answer(session.touch())).isFalse();
    assertThat(session.get("color")).isEqualTo("green");
  }

  @Test
  void touchingResetsTheTtl() {
    RequestSession session = loaded();
    clock.advance(Duration.ofMinutes(40));

    assertThat(answer(session.touch())).isTrue();

    clock.advance(Duration.ofMinutes(40));
    assertThat(store.blocking().get(id)).isPresent();
  }

  @Test
  void touchingWhatIsGoneIsFalse() {
    RequestSession session = loaded();
    store.blocking().destroy(id);

    assertThat(answer(session.touch())).isFalse();
  }

  @Test
  void anotherCookieIsStoredAndSent() {
    SessionExchange request = request();
    RequestSession session = answer(request.load());

    session.setCookie(session.cookie().withMaxAge(Duration.ofMinutes(5)));

    assertThat(answer(request.commit()).setCookie().get(0))
        .contains("Expires=Sun, 01 Mar 2026 12:05:");
    assertThat(store.blocking().get(id).orElseThrow().cookie().maxAge())
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(loaded().cookie().maxAge()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void savingBeforeTheResponseIsSeenAtOnce() {
    RequestSession session = loaded();
    session.set("color", "blue");

    assertThat(answer(session.save())).isTrue();

    assertThat(store.blocking().get(id).orElseThrow().get("color")).isEqualTo("blue");
  }

  @Test
  void savingWhatIsGoneIsFalseAndWritesNothing() {
    RequestSession session = loaded();
    session.set("color", "blue");
    store.blocking().destroy(id);

    assertThat(answer(session.save())).isFalse();

    assertThat(store.blocking().get(id)).isEmpty();
  }

  @Test
  void onceTheResponseHasBegunNoSessionBegins() {
    cookie = "";
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    answer(request.commit());

    assertThatIllegalStateException()
        .isThrownBy(() -> session.setCookie(session.cookie().withMaxAge(TTL)))
        .withMessageContaining("The response has begun");
    assertThat(session.save()).isCompletedExceptionally();
  }

  @Test
  void outsideOfARequestASessionIsBegunFoundAndEnded() {
    RequestSession made = engine.create();
    made.set("user", "ada");
    assertThat(answer(made.save())).isTrue();

    assertThat(answer(engine.find(made.id())).orElseThrow().get("user")).isEqualTo("ada");
    assertThat(answer(engine.destroy(made.id()))).isTrue();
    assertThat(ended).containsExactly(made.id().value());

    assertThat(answer(engine.find(made.id()))).isEmpty();
    assertThat(answer(engine.destroy(made.id()))).isFalse();
    assertThat(ended).containsExactly(made.id().value());
  }

  @Test
  void listenersAreCalledForSessionsThatBeginAndEnd() {
    assertThat(begun).containsExactly(id.value());
    SessionExchange request = request();
    answer(request.load()).destroy();
    assertThat(ended).isEmpty();

    answer(request.commit());

    assertThat(begun).containsExactly(id.value());
    assertThat(ended).containsExactly(id.value());
  }

  @Test
  void listenersAreNotCalledForAnEarlierEnd() {
    SessionExchange request = request();
    answer(request.load()).destroy();
    store.blocking().destroy(id);

    answer(request.commit());

    assertThat(ended).isEmpty();
  }

  @Test
  void aLogInWhoseSessionHasEndedKeepsTheLifetimeThatItWasGiven() {
    for (Duration remembered : new Duration[] {Duration.ofDays(30), TTL}) {
      cookie = "";
      aGuestWithASession();
      SessionExchange request = request();
      RequestSession session = answer(request.load());
      session.regenerate(SessionData.KEEP);
      session.set("user", "ada");
      if (!remembered.equals(TTL)) {
        session.setCookie(session.cookie().withMaxAge(remembered));
      }
      store.blocking().destroy(id);

      answer(request.commit());

      SessionCookie kept = store.blocking().get(session.id()).orElseThrow().cookie();
      assertThat(kept.maxAge()).isEqualTo(remembered.equals(TTL) ? null : remembered);
    }
  }

  @Test
  void H36_onceTheResponseHasEndedAChangeIsAnError() {
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    answer(request.commit());
    session.set("late", "kept");
    answer(request.complete());

    assertThatIllegalStateException()
        .isThrownBy(() -> session.set("color", "blue"))
        .withMessageContaining("The response has ended");
    assertThatIllegalStateException().isThrownBy(() -> session.remove("color"));
    assertThatIllegalStateException().isThrownBy(session::destroy);
    assertThat(store.blocking().get(id).orElseThrow().attributes())
        .isEqualTo(Map.of("color", "red", "late", "kept"));
  }

  @Test
  void H36_whoeverUsesASessionForTheFirstTimeAfterTheResponseCannotChangeIt() {
    for (String sent : List.of(cookie, "")) {
      cookie = sent;
      SessionExchange request = request();
      answer(request.commit());
      answer(request.complete());

      assertThatIllegalStateException()
          .isThrownBy(() -> answer(request.load()).set("color", "blue"))
          .withMessageContaining("The response has ended");
    }
  }

  private void change(String name, Object value) {
    Session session = store.blocking().get(id).orElseThrow();
    session.set(name, value);
    store.blocking().update(session);
  }

  private RequestSession loaded() {
    return answer(request().load());
  }

  private SessionExchange request() {
    List<String> header = Optional.of(cookie).filter(sent -> !sent.isEmpty()).stream().toList();
    return engine.begin(requestOf(false, header));
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static SessionRequest requestOf(boolean tls, List<String> cookies) {
    return SessionRequest.of("/", tls, name -> name.equals("Cookie") ? cookies : List.of());
  }
}
