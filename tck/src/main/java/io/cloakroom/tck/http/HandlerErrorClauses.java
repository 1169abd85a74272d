package io.cloakroom.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.OnHandlerError;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H7: what becomes of the changes of a handler that throws. */
interface HandlerErrorClauses extends HttpClauses {

  /** Handlers that read and throw, that set, and that do what gives no cookie if it is dropped. */
  List<String> DROPPED =
      List.of(
          "/anything?do=GET~color~&status=200&end=THROW",
          "/throw-after-set?name=color&value=blue",
          "/throw-after?noted=sorry&doing=regenerate",
          "/throw-after?noted=sorry&doing=destroy",
          "/throw-after?noted=sorry&doing=unset");

  @Test
  default void H7_aThrowingHandlersChangesAreSavedWhereThatIsThePolicy() {
    RunningSite site = site(options -> options.onHandlerError(OnHandlerError.SAVE));
    CookieClient guest = guestOf(site, "color", "red");

    assertThat(guest.send("/throw-after-set?name=color&value=blue&also=size").status())
        .isEqualTo(500);

    assertThat(guest.read("color")).isEqualTo("blue");
    assertThat(guest.read("size")).isEqualTo("blue");
  }

  @Test
  default void H7_aThrowingHandlersChangesAreDroppedWhereThatIsThePolicy() {
    RunningSite site = site(options -> options.onHandlerError(OnHandlerError.DROP));
    CookieClient guest = guestOf(site, "color", "red");

    ReceivedResponse reply = guest.send("/throw-after-set?name=color&value=blue&also=size");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(guest.read("size")).isEqualTo(Route.NONE);
  }

  @Test
  default void H7_aSessionThatAThrowingHandlerBeganIsDroppedWhereThatIsThePolicy() {
    RunningSite site = site(options -> options.onHandlerError(OnHandlerError.DROP));

    ReceivedResponse reply = site.send("/throw-after-set?name=color&value=blue");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.cookies()).isEmpty();
    assertThat(site.keys()).isEmpty();
  }

  /** It begins all the same, with nothing in it. */
  @Test
  default void H7_aSessionThatBeginsUnaskedHasNothingOfAThrowingHandlersWhereThatIsThePolicy() {
    RunningSite site =
        site(options -> options.onHandlerError(OnHandlerError.DROP).saveUninitialized(true));
    for (String target :
        List.of(
            "/throw-after-set?name=color&value=blue",
            "/throw-after?noted=sorry&doing=set",
            "/throw-after?noted=sorry&doing=regenerate")) {
      CookieClient visitor = site.visitor();

      assertThat(visitor.send(target).status()).isEqualTo(500);

      assertThat(visitor.read("color")).as("after %s", target).isEqualTo(Route.NONE);
      assertThat(visitor.set("color", "red").status()).isEqualTo(200);
      assertThat(visitor.read("color")).as("after %s", target).isEqualTo("red");
    }
    int sessions = site.keys().size();
    CookieClient visitor = site.visitor();
    visitor.send("/throw-after-set?name=color&value=blue");
    assertThat(site.record(visitor.id())).as("the session of a visitor").isPresent();
    assertThat(site.keys()).hasSize(sessions + 1);
  }

  /** It comes because the session was asked for, and not because of what the handler changed. */
  @ParameterizedTest
  @EnumSource
  default void H7_theCookieThatIsDueAnywayComesWithTheErrorToo(OnHandlerError policy) {
    UnaryOperator<EngineOptions> before =
        options ->
            options
                .secrets(ChangedOptionClauses.OF_YESTERDAY)
                .cookie(cookie -> cookie.maxAge(Duration.ofHours(1)));
    Map<String, UnaryOperator<EngineOptions>> reasons =
        Map.of(
            "it rolls", options -> before.apply(options).rolling(true),
            "a tenth of it has gone", before,
            "its secret is an old one",
                options ->
                    before
                        .apply(options)
                        .secrets(ChangedOptionClauses.OF_TODAY, ChangedOptionClauses.OF_YESTERDAY));
    List<String> targets = policy == OnHandlerError.DROP ? DROPPED : DROPPED.subList(0, 2);
    for (Map.Entry<String, UnaryOperator<EngineOptions>> reason : reasons.entrySet()) {
      String prefix = HttpUnderTest.newPrefix();
      RunningSite then = http().with(before, prefix);
      RunningSite site =
          http().with(options -> reason.getValue().apply(options).onHandlerError(policy), prefix);
      for (String target : targets) {
        CookieClient guest = guestOf(then, "color", "red");
        if (reason.getValue() == before) {
          http().clock().putForward(Duration.ofMinutes(10));
        }

        ReceivedResponse reply = site.sendWithCookie(target, guest.cookieHeader());

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.cookies())
            .as("cookies with the error of %s, because %s", target, reason.getKey())
            .hasSize(1);
        assertThat(site.idIn(reply.onlyCookie())).isEqualTo(guest.id());
      }
    }
  }

  @Test
  default void H7_whatFailsOnAnotherThreadIsSavedOrDroppedByThePolicyToo() {
    http().needs(HttpCapability.ASYNC);
    for (OnHandlerError policy : OnHandlerError.values()) {
      CookieClient guest = guestOf(site(options -> options.onHandlerError(policy)), "color", "red");

      ReceivedResponse reply = guest.send("/async-set?name=color&value=blue&fails=true");

      assertThat(reply.status()).isEqualTo(500);
      assertThat(guest.read("color"))
          .as("by %s", policy)
          .isEqualTo(policy == OnHandlerError.SAVE ? "blue" : "red");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"set", "remove", "regenerate", "drop", "destroy", "unset"})
  default void H7_anExceptionHandlerHasTheUsersOwnSessionAsItWasBefore(String doing) {
    RunningSite site = site(options -> options.onHandlerError(OnHandlerError.DROP));
    CookieClient guest = guestOf(site, "color", "red");
    String id = guest.id();

    ReceivedResponse reply = guest.send("/throw-after?noted=sorry&doing=" + doing);

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.cookies()).as("the client has its cookie").isEmpty();
    assertThat(guest.id()).isEqualTo(id);
    assertThat(guest.read("color")).isEqualTo("red");
    assertThat(guest.read("noted")).isEqualTo("sorry");
  }
}
