package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakroom.express.Express;
import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.RedisSessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules of cookies that the kit's applications have no option for, or that TLS would be needed for.
 */
class CookieRulesTest {

  @Test
  void sameSiteAutoFollowsTheConnection() {
    SessionEngineBuilder auto = builder().cookie(cookie -> cookie.sameSite(SameSiteRule.AUTO));

    assertThat(cookie(auto.build(), true)).contains("; SameSite=None").contains("; Secure");
    assertThat(cookie(auto.build(), false)).contains("; SameSite=Lax").doesNotContain("Secure");
  }

  /** express-session sends SameSite=None without Secure then, which browsers drop. */
  @Test
  void sameSiteAutoIsNeverNoneForACookieThatIsNotSecure() {
    SessionEngineBuilder open =
        builder()
            .cookie(
                cookie -> cookie.sameSite(SameSiteRule.AUTO).secure(CookieOptions.Secure.NEVER));

    for (boolean tls : List.of(true, false)) {
      assertThat(cookie(open.build(), tls)).contains("; SameSite=Lax").doesNotContain("Secure");
    }
  }

  @Test
  void H30_aCookieThatNoBrowserWouldKeepIsNotSentAndItsSessionNotStored() {
    InMemoryRedisCommands redis = InMemoryRedisCommands.create();
    for (Consumer<CookieOptions> rule :
        List.<Consumer<CookieOptions>>of(
            cookie -> cookie.sameSite(SameSiteRule.NONE), cookie -> cookie.partitioned(true))) {
      SessionEngine engine = builder(redis).cookie(rule).build();

      assertThat(cookies(engine, false)).isEmpty();
      assertThat(engine.store().blocking().length()).isZero();
      assertThat(cookies(engine, true)).hasSize(1);
      engine.store().blocking().clear();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "secret", "1234567"})
  void S8_aSecretThatIsQuicklyGuessedIsRefusedUnlessExpressHasIt(String secret) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().secret(secret).build())
        .withMessageContaining("at least 8 bytes")
        .withMessageContaining("openssl rand -base64 32")
        .withMessageContaining("sharedWithExpress")
        .withMessageNotContaining('"' + secret);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().secret("a secret of at least thirty-two bytes", secret).build())
        .withMessageContaining("at least 8 bytes");

    assertThat(cookie(shared().secret(secret).sharedWithExpress(true).build(), true))
        .startsWith("connect.sid=");
  }

  @Test
  void S8_theCookieAndTheRecordsAreSharedWithExpressOrNeitherIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().sharedWithExpress(true).build())
        .withMessageContaining(".sharedWith(Express.peer())");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shared().build())
        .withMessageContaining("set the option sharedWithExpress, or the option name");

    assertThat(cookie(shared().name("shop").build(), true)).startsWith("shop=");
  }

  @Test
  void S8_anEndAndAMaxAgeAreNotCombined() {
    Instant end = Instant.now().plus(Duration.ofDays(1));
    for (Consumer<CookieOptions> both :
        List.<Consumer<CookieOptions>>of(
            cookie -> cookie.maxAge(Duration.ofHours(1)).expires(end),
            cookie -> cookie.expires(end).maxAge(Duration.ofHours(1)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().cookie(both).build())
          .withMessageContaining("Option cookie.maxAge cannot be combined with cookie.expires");
    }
    assertThat(cookie(builder().cookie(cookie -> cookie.expires(end).expires(null)).build(), true))
        .doesNotContain("Expires");
  }

  /** With an end of its own or without one. */
  @Test
  void H31_whatAHandlerChoosesOfTheCookieIsSentWithItsResponse() {
    Map<String, UnaryOperator<SessionCookie>> choices =
        Map.of(
            "SameSite=Strict", own -> with(own, "/", SameSite.STRICT, true),
            "Path=/shop", own -> with(own, "/shop", SameSite.LAX, true),
            "HttpOnly", own -> with(own, "/", SameSite.LAX, false),
            "Max-Age=60", own -> own.withMaxAge(Duration.ofMinutes(1)));
    choices.forEach(
        (words, choice) -> {
          SessionEngine engine = builder().build();
          List<String> sent = List.of(cookie(engine, false).replaceFirst(";.*", ""));
          SessionExchange request = engine.begin(requestOf(false, sent));
          RequestSession session = request.load().toCompletableFuture().join();

          session.setCookie(choice.apply(session.cookie()));

          assertThat(request.commit().toCompletableFuture().join().setCookie())
              .filteredOn(header -> !header.contains("Max-Age=0"))
              .singleElement()
              .satisfies(
                  header ->
                      assertThat(header.contains(words)).isEqualTo(!words.equals("HttpOnly")));
        });
  }

  /** Browsers keep cookies of other paths beside each other. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void H12_aLogOutRemovesTheCookieThatTheClientHasAndTheOneThatAHandlerChose(boolean saved) {
    SessionEngine engine = builder().build();
    List<String> sent = List.of(cookie(engine, false).replaceFirst(";.*", ""));
    SessionExchange request = engine.begin(requestOf(false, sent));
    RequestSession session = request.load().toCompletableFuture().join();
    session.setCookie(with(session.cookie(), "/shop", SameSite.LAX, true));
    if (saved) {
      session.save().toCompletableFuture().join();
    }

    session.destroy();

    assertThat(request.commit().toCompletableFuture().join().setCookie())
        .hasSize(2)
        .allMatch(header -> header.contains("Max-Age=0"))
        .anyMatch(header -> header.contains("; Path=/;"))
        .anyMatch(header -> header.contains("; Path=/shop;"));
  }

  private static SessionCookie with(
      SessionCookie own, String path, SameSite sameSite, boolean httpOnly) {
    return new SessionCookie(
        own.maxAge(),
        own.expires(),
        own.secure(),
        httpOnly,
        own.domain(),
        path,
        sameSite,
        own.partitioned(),
        own.priority());
  }

  @Test
  @SuppressWarnings("NullAway") // a variable of the environment that is not set
  void S8_theErrorForAMissingSecretSaysHowToMakeOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().secret(System.getenv("NOT_SET_ANYWHERE")))
        .withMessageContaining("Option secret")
        .withMessageContaining("openssl rand -base64 32");
  }

  @Test
  void aNameOfAllCharactersThatACookieMayHaveIsTaken() {
    String name = "azAZ09!#$%&'*+-.^_`|~";

    assertThat(cookie(builder().name(name).build(), true)).startsWith(name + "=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a;b", "a=b", "a,b", "a\"b", "(a)", "é", "{", "\u007f"})
  void S8_aNameThatNoCookieMayHaveIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().name(name).build())
        .withMessageContaining("name");
  }

  private static SessionEngineBuilder builder() {
    return builder(InMemoryRedisCommands.create());
  }

  private static SessionEngineBuilder builder(InMemoryRedisCommands redis) {
    return SessionEngine.builder()
        .store(RedisSessionStore.builder(redis).build())
        .secret("a secret of at least thirty-two bytes");
  }

  private static SessionEngineBuilder shared() {
    return builder()
        .store(
            RedisSessionStore.builder(InMemoryRedisCommands.create())
                .sharedWith(Express.peer())
                .build());
  }

  private static String cookie(SessionEngine engine, boolean tls) {
    return cookies(engine, tls).get(0);
  }

  private static List<String> cookies(SessionEngine engine, boolean tls) {
    SessionExchange request = engine.begin(requestOf(tls, List.of()));
    request.load().toCompletableFuture().join().set("color", "red");
    return request.commit().toCompletableFuture().join().setCookie();
  }

  private static SessionRequest requestOf(boolean tls, List<String> cookies) {
    return SessionRequest.of("/", tls, name -> name.equals("Cookie") ? cookies : List.of());
  }
}
