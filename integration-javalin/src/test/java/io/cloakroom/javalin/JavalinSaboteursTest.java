package io.cloakroom.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in this integration alone is tested: each part that is broken on purpose is caught. */
@Tag("extended")
class JavalinSaboteursTest {

  /** A method that does what it should not, and the test that fails then. */
  enum Saboteur {
    LOSES_LATE_CHANGES(
        "SessionAccess",
        "complete",
        stage(),
        InMemorySessionTest.class,
        "H36_afterTheResponseAChangeIsRefused"),
    FORGETS_FAILED_HANDLERS(
        "SessionAccess",
        "handlerFailed",
        nothing(),
        HandlerErrorTest.class,
        "H7_dropKeepsNothingOfAHandlerThatThrew"),
    NOTICES_NO_FAILED_HANDLER(
        "SessionAccess",
        "tellOfFailure",
        nothing(),
        HandlerErrorTest.class,
        "H7_dropKeepsNothingOfAHandlerThatThrew"),
    CALLS_EVERY_ID_VALID(
        "SessionAccess",
        "isRequestedIdValid",
        yes(),
        ServletSideBySideTest.class,
        "theIdThatWasAskedFor"),
    KNOWS_NO_REQUESTED_ID(
        "SessionAccess",
        "requestedId",
        nothing(),
        ServletSideBySideTest.class,
        "theIdThatWasAskedFor"),
    BEGINS_SESSIONS_TOO_LATE(
        "SessionAccess",
        "isCommitted",
        no(),
        ServletSideBySideTest.class,
        "noSessionBeginsOnceTheResponseHasBegun"),
    TELLS_OF_EACH_BEGINNING(
        "ObservedSession",
        "begins",
        yes(),
        JettySuiteSideBySideTest.class,
        "H33_aSessionBeginsOnceWhateverIsRemovedFromIt"),
    TELLS_OF_NO_BEGINNING(
        "ObservedSession",
        "begins",
        no(),
        JettySuiteSideBySideTest.class,
        "H33_aSessionThatBeginsAndEndsAndBeginsAgain"),
    SHOWS_A_SESSION_TO_EVERYBODY(
        "ObservedSession", "exists", yes(), ServletSessionTest.class, "H2_askingCreatesNothing"),
    FORGETS_BOUND_VALUES(
        "ObservedSession",
        "isBound",
        no(),
        JettyServletsSideBySideTest.class,
        "H33_boundValuesAreCalledWithoutOtherListeners"),
    FORGETS_THE_ATTRIBUTES_OF_WHAT_ENDS(
        "ObservedSession",
        "tellOfRemovedAttributes",
        nothing(),
        ServletListenerTest.class,
        "H33_listenersAreCalledForThePluginsOwnMethods"),
    KEEPS_AN_ENDED_SESSION_USABLE(
        "ServletSession",
        "end",
        nothing(),
        ServletSessionTest.class,
        "H12_anInvalidatedSessionCannotBeUsedAndAnotherCanBegin"),
    TAKES_AN_INTERVAL_FOR_NOTHING(
        "ServletSession",
        "setMaxInactiveInterval",
        nothing(),
        ServletSideBySideTest.class,
        "theIntervalIsKept"),
    REMOVES_NOTHING(
        "ServletSession",
        "removeAttribute",
        nothing(),
        JettySuiteSideBySideTest.class,
        "H33_attributesAreRemovedWhileTheirNamesAreRead"),
    ENDS_NOTHING(
        "ServletSession",
        "invalidate",
        nothing(),
        ServletSessionTest.class,
        "H12_anInvalidatedSessionCannotBeUsedAndAnotherCanBegin"),
    SAYS_THAT_ALL_SESSIONS_ARE_NEW(
        "ServletSession",
        "isNew",
        yes(),
        ServletSideBySideTest.class,
        "aSessionThatIsAskedForIsThere"),
    TELLS_NOBODY_OF_BEGINNINGS(
        "ServletSessions",
        "onSessionCreated",
        nothing(),
        JettySuiteSideBySideTest.class,
        "H33_aSessionThatBeginsAndEndsAndBeginsAgain"),
    TELLS_NOBODY_OF_NEW_IDS(
        "ServletSessions",
        "onSessionIdChanged",
        nothing(),
        JettySuiteSideBySideTest.class,
        "H33_severalNewIdsInOneRequest"),
    TELLS_NOBODY_OF_ATTRIBUTES(
        "ServletSessions",
        "onSessionAttributeUpdate",
        nothing(),
        ServletSideBySideTest.class,
        "valuesHearWhereTheyAreBound"),
    TELLS_NOBODY_OF_ENDS(
        "ServletSessions",
        "onSessionDestroyed",
        nothing(),
        JettySuiteSideBySideTest.class,
        "H33_aSessionThatBeginsAndEndsAndBeginsAgain"),
    LETS_SERVLETS_CONFIGURE_THE_COOKIE(
        "ServletSessions",
        "doStart",
        nothing(),
        PluginTest.class,
        "H33_aCookieThatIsConfiguredTheServletsWayIsRefusedAtTheStart"),
    LETS_OTHER_SESSIONS_IN(
        "SessionHandler",
        "doStart",
        nothing(),
        PluginTest.class,
        "H33_otherSessionsInThePlaceOfThePluginsAreRefusedAtTheStart"),
    BELIEVES_THE_REQUEST_LINE(
        "JettyRequest",
        "isSecure",
        yes(),
        RawRequestTest.class,
        "H17_anHttpsUriInTheRequestLineMakesNoSecureConnection"),
    TAKES_EVERY_PATH_FOR_THE_ROOT(
        "JettyRequest",
        "path",
        FixedValue.value("/"),
        InMemorySessionTest.class,
        "H39_theCookiesPathIsLookedForInThePathOfTheTarget"),
    READS_NO_HEADERS(
        "JettyRequest",
        "headers",
        call(List.class, "of"),
        InMemorySessionTest.class,
        "H39_theSessionIsFoundInEveryFormOfRequest"),
    MISTAKES_AN_OUTAGE_OF_AN_UPGRADE(
        "CommittingResponse",
        "failureOfRedis",
        nothing(),
        WebSocketTest.class,
        "H19_anUpgradeWhoseSessionCannotBeReadIs503"),
    ADDS_NO_HEADER(
        "CommittingResponse",
        "add",
        nothing(),
        InMemorySessionTest.class,
        "H3_theFirstWriteSetsOneCookieWithASignedId"),
    FORGETS_WHO_LISTENS_TO_EXPIRY(
        "ExpiredServletSessions",
        "hear",
        nothing(),
        ExpiryTest.class,
        "aSessionThatExpiresIsDestroyedForTheServletsListeners");

    private final String type;
    private final String method;

    @SuppressWarnings("ImmutableEnumChecker") // nothing changes it
    private final Implementation instead;

    private final Class<?> tests;
    private final String test;

    Saboteur(String type, String method, Implementation instead, Class<?> tests, String test) {
      this.type = type;
      this.method = method;
      this.instead = instead;
      this.tests = tests;
      this.test = test;
    }

    private static Implementation nothing() {
      return StubMethod.INSTANCE;
    }

    private static Implementation yes() {
      return FixedValue.value(true);
    }

    private static Implementation no() {
      return FixedValue.value(false);
    }

    private static Implementation stage() {
      return call(CompletableFuture.class, "completedStage", Object.class).with((Object) null);
    }

    private static MethodCall call(Class<?> type, String method, Class<?>... parameters) {
      try {
        return MethodCall.invoke(type.getMethod(method, parameters));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }

    private String caughtBy() {
      return tests.getSimpleName() + " " + test;
    }

    List<String> failing(SpoiledClasses classes) throws ClassNotFoundException {
      return classes.failing(tests.getName(), test);
    }
  }

  /** What fails over sound classes, too, because JVM-wide caches know those of another loader. */
  private static final Map<String, List<String>> FAILING_ANYWAY = new HashMap<>();

  @ParameterizedTest
  @EnumSource
  void isCaught(Saboteur saboteur) throws Exception {
    if (!FAILING_ANYWAY.containsKey(saboteur.caughtBy())) {
      FAILING_ANYWAY.put(saboteur.caughtBy(), saboteur.failing(SpoiledClasses.sound()));
    }
    List<String> anyway = FAILING_ANYWAY.get(saboteur.caughtBy());

    assertThat(
            saboteur.failing(SpoiledClasses.with(saboteur.type, saboteur.method, saboteur.instead)))
        .anyMatch(test -> !anyway.contains(test));
  }
}
