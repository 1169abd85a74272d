package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.OnUnavailable;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionListener;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a request's session when its response is committed, in odd circumstances. */
class CommitTest {

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
  private final InMemoryRedisCommands redis = InMemoryRedisCommands.with(clock);
  private final HeldCommands commands = new HeldCommands(redis);
  private final RedisSessionStore store = RedisSessionStore.builder(commands).clock(clock).build();
  private final SessionEngine engine = engine(builder -> builder);

  private final SessionEngine byUser =
      engine(
          builder ->
              builder.store(
                  RedisSessionStore.builder(commands).clock(clock).userIndex("user").build()));

  private SessionEngine engine(UnaryOperator<SessionEngineBuilder> options) {
    return options
        .apply(
            SessionEngine.builder()
                .store(store)
                .clock(clock)
                .secret("a secret of at least thirty-two bytes"))
        .build();
  }

  @Test
  void H36_whatIsSetWhileTheResponseIsBeingCommittedIsSaved() {
    SessionExchange request = request(engine, guest());
    RequestSession session = answer(request.load());
    session.set("early", 1);
    commands.hold(HeldCommands.At.REPLY);
    CompletionStage<SessionHeaders> committing = request.commitWhole();
    session.set("late", 2);
    commands.goOn();
    answer(committing);

    answer(request.complete());

    assertThat(stored(session).attributes())
        .isEqualTo(Map.of("color", "red", "early", 1, "late", 2));
  }

  @Test
  void H29_aRequestThatOnlyReadIssuesNoCookieOfAnIdThatIsGone() {
    SessionEngine rolling = engine(builder -> builder.rolling(true));
    SessionEngine rotated =
        engine(
            builder ->
                builder.secrets(
                    List.of(
                        "another secret of thirty-two bytes",
                        "a secret of at least thirty-two bytes")));
    for (SessionEngine each : List.of(rolling, rotated)) {
      String cookie = guest();
      SessionExchange poll = request(each, cookie);
      assertThat(answer(poll.load()).get("color")).isEqualTo("red");
      SessionExchange logIn = request(engine, cookie);
      answer(logIn.load()).regenerate(SessionData.KEEP);
      answer(logIn.commit());

      assertThat(answer(poll.commit()).setCookie()).isEmpty();

      SessionExchange alive = request(each, guest());
      answer(alive.load()).get("color");
      assertThat(answer(alive.commit()).setCookie()).hasSize(1);
    }
  }

  @Test
  void H34_aSaveWithoutACookieDelaysNoRenewal() {
    SessionEngine remembering =
        engine(builder -> builder.cookie(cookie -> cookie.maxAge(Duration.ofMinutes(10))));
    SessionEngine plain =
        engine(
            builder ->
                builder.cookie(cookie -> cookie.maxAge(Duration.ofMinutes(10)).renewAfter(1)));
    String cookie = guest(remembering);
    clock.advance(Duration.ofMinutes(4));
    SessionExchange streaming = request(remembering, cookie);
    RequestSession session = answer(streaming.load());
    session.get("color");
    assertThat(answer(streaming.commit()).setCookie()).as("a read renews").hasSize(1);

    clock.advance(Duration.ofMinutes(4));
    SessionExchange late = request(plain, cookie);
    RequestSession found = answer(late.load());
    answer(late.commit());
    found.set("after", "the first byte");
    assertThat(answer(found.save())).isTrue();
    found.set("after", "the second byte");
    answer(late.complete());
    RequestSession background = answer(remembering.find(session.id())).orElseThrow();
    background.set("in the", "background");
    assertThat(answer(background.save())).isTrue();

    SessionExchange next = request(remembering, cookie);
    answer(next.load()).get("color");
    assertThat(answer(next.commit()).setCookie()).as("the client's cookie ends soon").hasSize(1);
  }

  @Test
  void H19_aRequestWhoseCookiesCantBeReadFailsInsteadOfHanging() {
    SessionExchange request =
        engine.begin(
            SessionRequest.of(
                "/",
                false,
                name -> {
                  throw new IllegalStateException("no headers");
                }));

    assertThat(request.load().toCompletableFuture()).isCompletedExceptionally();
    assertThat(request.load().toCompletableFuture()).isCompletedExceptionally();
    assertThat(answer(request.commit()).setCookie()).isEmpty();
    assertThat(request.complete().toCompletableFuture()).isCompleted();
  }

  @Test
  void H20_aReloadThatCantReadTheRecordLeavesTheClientItsCookie() {
    SessionExchange request = request(engine, guest());
    RequestSession session = answer(request.load());
    spoil(session.id());

    assertThat(answer(session.reload())).isFalse();
    session.set("color", "blue");

    assertThat(session.isAvailable()).isFalse();
    assertThat(answer(request.commit()).setCookie()).isEmpty();
  }

  @Test
  void H20_aLogInOverARecordThatCantBeReadLeavesNothingUnderTheOldId() {
    for (SessionData data : SessionData.values()) {
      String cookie = guest();
      SessionId old = answer(request(engine, cookie).load()).id();
      spoil(old);
      SessionExchange request = request(engine, cookie);
      RequestSession session = answer(request.load());
      session.regenerate(data);
      session.set("user", "ada");

      assertThat(answer(request.commit()).setCookie()).hasSize(1);

      assertThat(stored(session).get("user")).isEqualTo("ada");
      assertThat(answer(redis.get("sess:" + old.value()))).as("with %s", data).isEmpty();
    }
  }

  /** In whatever order it is set, and however often the id changes before it begins. */
  @Test
  void H11_aNewVisitorsIdleIntervalSurvivesANewId() {
    for (String steps :
        List.of(
            "set idle regenerate",
            "idle set regenerate",
            "idle regenerate set",
            "regenerate idle set",
            "idle set regenerate regenerate",
            "set idle others",
            "idle set save regenerate")) {
      SessionExchange request = request(byUser, "");
      RequestSession session = answer(request.load());
      for (String step : steps.split(" ", -1)) {
        switch (step) {
          case "set" -> session.set("color", "red");
          case "idle" -> session.setIdleInterval(Duration.ofMinutes(2));
          case "others" -> session.destroyOthers();
          case "save" -> answer(session.save());
          default -> session.regenerate(SessionData.KEEP);
        }
      }
      assertThat(session.idleInterval()).as(steps).isEqualTo(Duration.ofMinutes(2));

      answer(request.commit());

      assertThat(stored(session).idleInterval()).as(steps).isEqualTo(Duration.ofMinutes(2));
      assertThat(stored(session).get("color")).as(steps).isEqualTo("red");
    }
  }

  /** Who goes on without Redis must be told what is not done. */
  @Test
  void H19_nothingThatMustNotMerelySeemToSucceedDoesWhileRedisIsAway() {
    RedisUnreachableException away =
        new RedisUnreachableException("away", new IllegalStateException());
    SessionEngine goingOn = engine(builder -> builder.onUnavailable(OnUnavailable.GO_ON));
    Map<String, Function<RequestSession, CompletionStage<Boolean>>> stages =
        Map.of(
            "save", RequestSession::save,
            "reload", RequestSession::reload,
            "touch", RequestSession::touch);
    Map<String, Consumer<RequestSession>> changes =
        Map.of(
            "destroy", RequestSession::destroy,
            "keep", session -> session.regenerate(SessionData.KEEP),
            "drop", session -> session.regenerate(SessionData.DROP));
    for (boolean isChanged : List.of(false, true)) {
      String cookie = guest();
      commands.fail(away);
      SessionExchange request = request(goingOn, cookie);
      RequestSession session = answer(request.load());
      commands.recover(); // what was not read then is not read later either
      if (isChanged) {
        session.set("color", "blue");
      }
      assertThat(session.isAvailable()).isFalse();

      stages.forEach(
          (name, action) ->
              assertThatThrownBy(() -> answer(action.apply(session)))
                  .as(name)
                  .isInstanceOf(CompletionException.class)
                  .hasCause(away));
      changes.forEach(
          (name, change) ->
              assertThatThrownBy(() -> change.accept(session)).as(name).isSameAs(away));
      assertThat(answer(request.commit()).setCookie()).isEmpty();
      assertThat(answer(request(engine, cookie).load()).get("color")).isEqualTo("red");
    }
  }

  /** By a handler that saves, as by the commit. */
  @Test
  void H19_whoseSessionOthersChangeAgainAndAgainIsAskedToComeBack() {
    RedisSessionStore others = RedisSessionStore.builder(redis).clock(clock).build();
    RedisSessionStore overtaken =
        RedisSessionStore.builder(
                new ForwardingRedisCommands(redis) {
                  @Override
                  public CompletionStage<List<byte[]>> eval(
                      RedisScript script, List<String> keys, List<byte[]> arguments) {
                    SessionId id = SessionId.of(keys.get(0).substring("sess:".length()));
                    Session theirs = others.blocking().get(id).orElseThrow();
                    theirs.set("race", SessionId.random().value());
                    others.blocking().update(theirs);
                    return super.eval(script, keys, arguments);
                  }
                })
            .clock(clock)
            .build();
    List<CompletionStage<?>> overtakenAtTheSameTime = new ArrayList<>();
    for (OnUnavailable policy : OnUnavailable.values()) {
      SessionEngine losing = engine(builder -> builder.store(overtaken).onUnavailable(policy));
      for (boolean byHandler : List.of(true, false)) {
        SessionExchange request = request(losing, guest());
        RequestSession session = answer(request.load());
        session.set("color", "blue");
        overtakenAtTheSameTime.add(byHandler ? session.save() : request.commit());
      }
    }

    for (CompletionStage<?> failed : overtakenAtTheSameTime) {
      assertThatThrownBy(() -> answer(failed))
          .hasCauseInstanceOf(SessionConflictException.class)
          .satisfies(
              failure -> {
                assertThat(FailureAnswer.to(failure).status()).isEqualTo(503);
                assertThat(FailureAnswer.to(failure).headers()).containsKey("Retry-After");
              });
    }
  }

  @Test
  void H19_aLogInOfANewVisitorDoesNotSeemToSucceedWhileRedisIsAway() {
    for (SessionData data : SessionData.values()) {
      SessionExchange request =
          request(engine(builder -> builder.onUnavailable(OnUnavailable.GO_ON)), "");
      RequestSession session = answer(request.load());
      session.regenerate(data);
      session.set("user", "ada");
      commands.fail(new RedisUnreachableException("away", new IllegalStateException()));

      CompletableFuture<SessionHeaders> commit = request.commit().toCompletableFuture();

      commands.recover();
      assertThatThrownBy(commit::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(RedisUnreachableException.class);
    }
  }

  @Test
  void H36_withResaveAChangeOfASessionThatExpiredMeanwhileIsAnError() {
    SessionEngine resaving = engine(builder -> builder.resave(true));
    SessionExchange request = request(resaving, guest());
    answer(request.load()).set("color", "blue");
    clock.advance(Duration.ofDays(30));

    assertThatThrownBy(() -> answer(request.commit()))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expired while the request that changed it");
  }

  @Test
  void H36_aTouchThatCameTooLateDoesNotHideThatAChangeIsLost() {
    SessionExchange request = request(engine, guest());
    RequestSession session = answer(request.load());
    clock.advance(Duration.ofDays(30));

    assertThat(answer(session.touch())).isFalse();
    session.set("color", "blue");

    assertThatThrownBy(() -> answer(request.commit()))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expired while the request that changed it");
  }

  @Test
  void H12_aSessionThatAHandlerEndsByItsCookieLosesTheCookieToo() {
    for (Duration ended : List.of(Duration.ZERO, Duration.ofSeconds(-5))) {
      SessionExchange request = request(engine, guest());
      RequestSession session = answer(request.load());
      SessionId id = session.id();
      session.setCookie(session.cookie().withMaxAge(ended));

      assertThat(answer(request.commit()).setCookie())
          .singleElement()
          .asString()
          .contains("Expires=Thu, 01 Jan 1970");

      assertThat(store.blocking().get(id)).isEmpty();
    }
  }

  @Test
  void H31_aCookieThatIsIssuedAgainFollowsOptionsThatBecameStricter() {
    SessionEngine lax =
        engine(
            builder ->
                builder.cookie(cookie -> cookie.secure(Secure.NEVER).sameSite(SameSiteRule.UNSET)));
    SessionEngine strict =
        engine(
            builder ->
                builder
                    .rolling(true)
                    .cookie(cookie -> cookie.secure(Secure.ALWAYS).sameSite(SameSiteRule.STRICT)));
    SessionExchange first = request(lax, "");
    answer(first.load()).set("color", "red");
    String given = answer(first.commit()).setCookie().get(0);
    assertThat(given).doesNotContain("Secure", "SameSite");

    SessionExchange second = requestOver(strict, given.replaceFirst(";.*", ""), true);
    answer(second.load()).get("color");

    assertThat(answer(second.commit()).setCookie())
        .singleElement()
        .asString()
        .contains("Secure", "SameSite=Strict");
  }

  /**
   * A handler may have chosen them for this session, and then they are not the options' to change.
   */
  @Test
  void H31_httpOnlyAndSameSiteStayUntilTheSessionHasANewId() {
    SessionEngine open =
        engine(
            builder -> builder.cookie(cookie -> cookie.httpOnly(false).sameSite(SameSiteRule.LAX)));
    SessionEngine strict =
        engine(
            builder ->
                builder.rolling(true).cookie(cookie -> cookie.sameSite(SameSiteRule.STRICT)));
    SessionExchange read = request(strict, guest(open));
    answer(read.load()).get("color");
    assertThat(answer(read.commit()).setCookie())
        .singleElement()
        .asString()
        .contains("SameSite=Lax")
        .doesNotContain("HttpOnly");

    SessionExchange logIn = request(strict, guest(open));
    answer(logIn.load()).regenerate(SessionData.KEEP);
    assertThat(answer(logIn.commit()).setCookie())
        .singleElement()
        .asString()
        .contains("SameSite=Strict", "HttpOnly");
  }

  /** Each fact that the name forbids is enough. */
  @Test
  void H31_aCookieThatNoBrowserKeepsByItsNameIsRefused() {
    for (String prefix : List.of("__Host-", "__Secure-")) {
      SessionEngine named =
          engine(
              builder ->
                  builder.name(prefix + "sid").cookie(cookie -> cookie.secure(Secure.ALWAYS)));
      RequestSession session = answer(requestOver(named, "", true).load());
      SessionCookie own = session.cookie();
      SessionCookie sent = cookie(own, true, "example.org", "/app");

      refuses(session, cookie(own, false, null, "/"), "must be Secure");
      if (prefix.equals("__Host-")) {
        refuses(session, cookie(own, true, "example.org", "/"), "no domain");
        refuses(session, cookie(own, true, null, "/app"), "path must be /");
        refuses(session, sent, "no domain");
        assertThat(session.cookie()).isEqualTo(own);
      } else {
        session.setCookie(sent);
        assertThat(session.cookie()).isEqualTo(sent);
      }
      session.setCookie(own.withMaxAge(Duration.ofDays(1)));
    }
  }

  private static SessionCookie cookie(
      SessionCookie own, boolean secure, @Nullable String domain, String path) {
    return new SessionCookie(null, null, secure, true, domain, path, own.sameSite(), null, null);
  }

  private static void refuses(RequestSession session, SessionCookie cookie, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> session.setCookie(cookie))
        .withMessageContaining("__")
        .withMessageContaining(reason);
  }

  @Test
  void H7_whateverAListenerThrowsTheResponseIsCommitted() {
    for (Throwable thrown :
        List.of(new IOException("checked"), new AssertionError("no"), new Error("TODO"))) {
      SessionEngine told =
          engine(
              builder ->
                  builder.listener(
                      new SessionListener() {
                        @Override
                        public void destroyed(RequestSession session) {
                          CommitTest.<RuntimeException>fail(thrown);
                        }
                      }));
      SessionExchange request = request(told, guest());
      answer(request.load()).destroy();

      assertThat(answer(request.commit()).setCookie()).hasSize(1);
    }
  }

  @Test
  void H16_whatAFunctionForIdsThrowsNamesTheOption() {
    SessionEngine broken =
        engine(
            builder ->
                builder.genid(
                    request -> {
                      throw CommitTest.<RuntimeException>fail(new IOException("checked"));
                    }));
    RequestSession session = answer(request(broken, "").load());

    assertThatIllegalStateException()
        .isThrownBy(() -> session.set("color", "red"))
        .withMessageContaining("genid")
        .withCauseInstanceOf(IOException.class);
  }

  @SuppressWarnings("unchecked") // as Kotlin code throws what Java has to declare
  private static <E extends Throwable> RuntimeException fail(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private void spoil(SessionId id) {
    answer(
        redis.set(
            "sess:" + id.value(),
            "noise".getBytes(StandardCharsets.UTF_8),
            SetOptions.always().expiringAfter(Duration.ofHours(1))));
  }

  private Session stored(RequestSession session) {
    return store.blocking().get(session.id()).orElseThrow();
  }

  /** The cookie of a visitor who has chosen a color. */
  private String guest() {
    return guest(engine);
  }

  private static String guest(SessionEngine engine) {
    SessionExchange first = request(engine, "");
    answer(first.load()).set("color", "red");
    return answer(first.commit()).setCookie().get(0).replaceFirst(";.*", "");
  }

  private static SessionExchange request(SessionEngine engine, String cookie) {
    return requestOver(engine, cookie, false);
  }

  private static SessionExchange requestOver(SessionEngine engine, String cookie, boolean tls) {
    return engine.begin(
        SessionRequest.of(
            "/",
            tls,
            name -> name.equals("Cookie") && !cookie.isEmpty() ? List.of(cookie) : List.of()));
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
