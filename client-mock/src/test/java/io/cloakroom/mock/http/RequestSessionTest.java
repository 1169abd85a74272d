package io.cloakroom.mock.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionListener;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionCookie;
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
      SessionEngine.builder(store)
          .secret("a secret of at least thirty-two bytes")
          .cookie(CookieOptions.DEFAULT)
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
    cookie = answer(first.commit()).orElseThrow().replaceFirst(";.*", "");
  }

  @Test
  void whoBringsNoCookieHasANewSessionWithNothingInIt() {
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
    session.setCookie(SessionCookie.DEFAULT.withMaxAge(Duration.ZERO));

    assertThat(answer(request.commit())).isEmpty();

    assertThat(store.blocking().ids()).containsExactly(id);
    assertThat(session.isNew()).isTrue();
  }

  @Test
  void S24_aSessionThatIsGoneGetsNoNewIdUnlessSomethingWasSet() {
    SessionExchange request = request();
    answer(request.load()).regenerate(SessionData.KEEP);
    store.blocking().destroy(id);

    assertThat(answer(request.commit())).isEmpty();

    assertThat(store.blocking().ids()).isEmpty();
  }

  @Test
  void S24_whatWasSetInASessionThatIsGoneBeginsAnotherUnderTheIdThatWasTold() {
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    session.set("user", "ada");
    SessionId newId = session.regenerate(SessionData.KEEP);
    store.blocking().destroy(id);

    assertThat(answer(request.commit())).isPresent();

    assertThat(session.id()).isEqualTo(newId);
    assertThat(store.blocking().get(newId).orElseThrow().attributes())
        .isEqualTo(Map.of("user", "ada"));
    assertThat(store.blocking().ids()).containsExactly(newId);
  }

  @Test
  void whoBringsOneSeesWhatIsStored() {
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
  void reloadingForgetsAnIdThatWasToCome() {
    SessionExchange request = request();
    RequestSession session = answer(request.load());
    session.regenerate(SessionData.KEEP);

    answer(session.reload());
    answer(request.commit());

    assertThat(session.id()).isEqualTo(id);
    assertThat(store.blocking().get(id)).isPresent();
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
  void touchingBeginsTheTtlAnew() {
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

    assertThat(answer(request.commit()).orElseThrow()).contains("Expires=Sun, 01 Mar 2026 12:05:");
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
        .isThrownBy(() -> session.setCookie(SessionCookie.DEFAULT))
        .withMessageContaining("The response has begun");
    assertThatIllegalStateException().isThrownBy(session::save);
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
  void whoListensIsToldOfWhatBeganAndWhatEnded() {
    assertThat(begun).containsExactly(id.value());
    SessionExchange request = request();
    answer(request.load()).destroy();
    assertThat(ended).isEmpty();

    answer(request.commit());

    assertThat(begun).containsExactly(id.value());
    assertThat(ended).containsExactly(id.value());
  }

  @Test
  void whoListensIsNotToldOfAnEndThatWasThereBefore() {
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
    return engine.begin(new SessionRequest("/", false, header, null));
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
