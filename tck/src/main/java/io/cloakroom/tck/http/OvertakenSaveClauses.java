package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.OnUnavailable;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RawExchange;
import io.cloakroom.tck.http.site.RunningSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** H19: a session that others change so often that a change to it can't be saved. */
interface OvertakenSaveClauses extends OutageSteps {

  /** What can't be done then, in whatever way it is answered. */
  List<String> OVERTAKEN =
      List.of(
          "/set?name=color&value=blue",
          "/async-set?name=color&value=blue",
          "/stream-after-set?name=color&value=blue",
          "/log-in?user=ada");

  /** A save tries for some seconds, and for longer on a machine that is busy. */
  Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * The same request may soon succeed, so the client is told to come again. Redis is there, so
   * nobody goes on without it either. The requests are sent together, since each takes long.
   */
  @Test
  default void H19_aChangeForWhichOthersAreAlwaysFasterIs503WithRetryAfterAndNothingIsDone() {
    RunningSite goingOn = site(options -> options.onUnavailable(OnUnavailable.GO_ON));
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(new Attempt(goingOn, guestOf(goingOn, "color", "red"), OVERTAKEN.get(0)));
    for (String target : OVERTAKEN) {
      attempts.add(new Attempt(site(), guestOf(site(), "color", "red"), target));
    }

    whileOthersAreFaster(
        () -> attempts.stream().map(Attempt::send).toList().forEach(Runnable::run));

    for (Attempt attempt : attempts) {
      CookieClient guest = attempt.guest;
      assertThat(guest.read("color")).as("after %s", attempt.target).isEqualTo("red");
      assertThat(guest.read("user")).as("after %s", attempt.target).isEqualTo(Route.NONE);
      assertThat(guest.send(attempt.target).status()).as("again %s", attempt.target).isEqualTo(200);
      assertThat(guest.read("color") + guest.read("user")).containsAnyOf("blue", "ada");
    }
  }

  /** A request of somebody who has a session. */
  record Attempt(RunningSite site, CookieClient guest, String target) {

    /** Returns what looks at the response. */
    Runnable send() {
      try {
        RawExchange exchange = site.raw(target, guest.cookieHeader());
        return () -> {
          try (exchange) {
            assertThat(exchange.hasBegun(PATIENCE)).as("whether %s is answered", target).isTrue();
            OutageSteps.assertUnavailable(target, exchange.head());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
