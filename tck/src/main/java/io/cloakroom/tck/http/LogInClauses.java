package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteActions.LogIn;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** H29: a log-in is not lost to requests that still carry the id from before it. */
interface LogInClauses extends HttpClauses {

  /** An application that finds sessions by user. */
  private RunningSite withUsers() {
    return http()
        .with(options -> options, HttpUnderTest.newPrefix(), store -> store.userIndex("user"));
  }

  private static String logIn(LogIn by) {
    return "/log-in?user=ada&by=" + by;
  }

  @ParameterizedTest
  @EnumSource
  default void H29_aWriteWithTheOldIdThatArrivesAfterALogInIsGivenNoCookie(LogIn by) {
    RunningSite site = withUsers();
    CookieClient guest = guestOf(site, "color", "red");
    String old = guest.cookieHeader();
    guest.send(logIn(by));
    String kept = guest.read("color");

    ReceivedResponse late = site.sendWithCookie("/set?name=color&value=blue", old);

    assertThat(late.status()).isEqualTo(200);
    assertThat(late.cookies()).isEmpty();
    assertThat(guest.read("user")).isEqualTo("ada");
    assertThat(guest.read("color")).isEqualTo(kept);
  }

  /** A dead cookie of another path stands before it. */
  @ParameterizedTest
  @EnumSource
  default void H29_theIdFromBeforeALogInIsKnownBehindOthersToo(LogIn by) {
    RunningSite site = withUsers();
    CookieClient guest = guestOf(site, "color", "red");
    String old = guest.cookieHeader();
    String dead = site.cookieFor(LikeIds.next().value());
    guest.send(logIn(by));

    for (String header : List.of(dead + "; " + old, old + "; " + dead)) {
      ReceivedResponse late = site.sendWithCookie("/set?name=color&value=blue", header);

      assertThat(late.status()).isEqualTo(200);
      assertThat(late.cookies()).as(header).isEmpty();
    }
    assertThat(guest.read("user")).isEqualTo("ada");
  }

  @ParameterizedTest
  @EnumSource
  default void H29_aWriteWithTheIdOfASessionThatEndedBeforeALogInIsGivenNoCookie(LogIn by) {
    RunningSite site = withUsers();
    CookieClient guest = guestOf(site, "color", "red");
    String old = guest.cookieHeader();
    site.redis().remove(site.prefix() + guest.id());
    guest.send(logIn(by));

    ReceivedResponse late = site.sendWithCookie("/set?name=color&value=blue", old);

    assertThat(late.status()).isEqualTo(200);
    assertThat(late.cookies()).isEmpty();
    assertThat(guest.read("user")).isEqualTo("ada");
  }

  @Test
  default void H29_afterALogOutAClientMayBeginAnotherSessionAtOnce() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String old = guest.cookieHeader();
    guest.send("/destroy");

    SetCookie begun = site.sendWithCookie("/set?name=color&value=blue", old).onlyCookie();

    assertThat(site.sendWithCookie("/get?name=color", begun.pair()).body()).isEqualTo("blue");
  }

  @Test
  default void H29_everyServerKnowsOfTheLogIn() {
    String prefix = HttpUnderTest.newPrefix();
    RunningSite one = http().with(options -> options, prefix);
    RunningSite other = http().with(options -> options, prefix);
    CookieClient guest = guestOf(one, "color", "red");
    String old = guest.cookieHeader();
    guest.send("/log-in?user=ada");

    ReceivedResponse late = other.sendWithCookie("/set?name=color&value=blue", old);

    assertThat(late.status()).isEqualTo(200);
    assertThat(late.cookies()).as("for a request with the former id").isEmpty();
  }

  @Test
  default void H29_theOldIdOpensNothing() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String old = guest.cookieHeader();
    guest.send("/log-in?user=ada");

    for (String name : List.of("color", "user")) {
      ReceivedResponse late = site.sendWithCookie("/get?name=" + name, old);
      assertThat(late.body()).isEqualTo(Route.NONE);
      assertThat(late.cookies()).isEmpty();
    }
    assertThat(site.sendWithCookie("/destroy", old).cookies()).isEmpty();
    assertThat(guest.read("user")).isEqualTo("ada");
  }

  @Test
  default void H29_aLogInWithTheOldIdBeginsASessionOfItsOwn() {
    RunningSite site = site();
    CookieClient guest = guestOf(site, "color", "red");
    String old = guest.cookieHeader();
    guest.send("/log-in?user=ada");

    SetCookie second = site.sendWithCookie("/log-in?user=grace", old).onlyCookie();

    assertThat(site.sendWithCookie("/get?name=user", second.pair()).body()).isEqualTo("grace");
    assertThat(site.sendWithCookie("/get?name=color", second.pair()).body()).isEqualTo(Route.NONE);
    assertThat(guest.read("user")).isEqualTo("ada");
  }

  @ParameterizedTest
  @EnumSource
  default void H29_noLogInIsLostToPollsThatWrite(LogIn by) {
    RunningSite site = withUsers();
    for (int round = 0; round < 20; round++) {
      SharedCookie browser = new SharedCookie(site);
      browser.send("/set?name=color&value=red");

      List<CompletableFuture<Void>> polls =
          IntStream.range(0, 2).mapToObj(poll -> browser.poll(poll, 3)).toList();
      browser.send(logIn(by));
      polls.forEach(CompletableFuture::join);

      assertThat(browser.send("/get?name=user").body()).as("round %s", round).isEqualTo("ada");
    }
  }

  /** A browser with several requests under way: the cookie that comes last is the one it keeps. */
  record SharedCookie(RunningSite site, AtomicReference<String> cookie) {

    SharedCookie(RunningSite site) {
      this(site, new AtomicReference<>("theme=dark"));
    }

    ReceivedResponse send(String target) {
      return RunningSite.await(sendLater(target));
    }

    private CompletableFuture<ReceivedResponse> sendLater(String target) {
      return site.sendLater(target, Map.of("Cookie", Objects.requireNonNull(cookie.get())))
          .thenApply(
              response -> {
                response.cookie().ifPresent(given -> cookie.set(given.pair()));
                return response;
              });
    }

    /** Sends writes one after another, each with the cookie that the browser has then. */
    CompletableFuture<Void> poll(int number, int times) {
      CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
      for (int i = 0; i < times; i++) {
        String target = "/set?name=poll" + number + "&value=" + i;
        all = all.thenCompose(done -> sendLater(target)).thenAccept(response -> {});
      }
      return all;
    }
  }
}
