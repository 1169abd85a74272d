package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
class MicronautSaboteursTest {

  private static final String HERE = "io.cloakroom.micronaut.";
  private static final String BESIDE = "io.cloakroom.sidebyside.";

  /** A method that does what it should not, and the test that fails then. */
  enum Saboteur {
    LOADS_FOR_NOBODY(
        "PreloadDecision",
        "isThereFor",
        no(),
        BESIDE + "FiltersSideBySideTest",
        "H33_filtersFindASessionWhereThereIsOne"),
    LOADS_FOR_EVERYBODY(
        "PreloadDecision",
        "isThereFor",
        yes(),
        BESIDE + "FiltersSideBySideTest",
        "H1_pagesThatNoFilterWatchesCostNothing"),
    FORGETS_READERS_OF_EVERY_REQUEST(
        "PreloadDecision",
        "areEverywhere",
        no(),
        BESIDE + "SecuritySideBySideTest",
        "H33_securityRulesAndFetchersReadTheSession"),
    FORGETS_FILTERS(
        "SessionReadingFilters",
        "include",
        no(),
        BESIDE + "FiltersSideBySideTest",
        "H33_filtersFindASessionWhereThereIsOne"),
    LOADS_FOR_EVERY_FILTER(
        "SessionReadingFilters",
        "include",
        yes(),
        BESIDE + "FiltersSideBySideTest",
        "H1_pagesThatNoFilterWatchesCostNothing"),
    FORGETS_BINDERS(
        "CodeAroundHandlers",
        "isBound",
        no(),
        BESIDE + "AroundHandlersSideBySideTest",
        "H33_bindersByTypeFindASessionWhereThereIsOne"),
    FORGETS_INTERCEPTORS(
        "ApplicationInterceptors",
        "surround",
        no(),
        BESIDE + "AroundHandlersSideBySideTest",
        "H33_interceptorsFindASessionWhereThereIsOne"),
    LOADS_FOR_OTHER_LIBRARIES(
        "ApplicationInterceptors",
        "mayRun",
        yes(),
        BESIDE + "AroundHandlersSideBySideTest",
        "H1_aHandlerWithNothingOfTheApplicationAroundItCostsNothing"),
    LOADS_WHATEVER_IS_AROUND(
        "CodeAroundHandlers",
        "surrounds",
        yes(),
        BESIDE + "AroundHandlersSideBySideTest",
        "H1_aHandlerWithNothingOfTheApplicationAroundItCostsNothing"),
    FORGETS_ERROR_METHODS(
        "SessionReadingRoutes",
        "asksForErrorsOf",
        no(),
        BESIDE + "ReadersSideBySideTest",
        "H33_handlersErrorMethodsAndEndpointsFindIt"),
    FORGETS_WEB_SOCKETS(
        "SessionReadingRoutes",
        "isWebSocket",
        no(),
        BESIDE + "ReadersSideBySideTest",
        "H33_webSocketsFindIt"),
    FORGETS_RETURNED_VALUES(
        "SessionFilter",
        "keepReturned",
        stage(),
        HERE + "SessionApiTest",
        "whatAMethodWithSessionValueReturnsIsKept"),
    STARTS_NO_STREAM(
        "StreamStart",
        "begin",
        response(),
        HERE + "ResponseTest",
        "aStreamThatBeginsASessionBeforeItsFirstItemSendsItsCookie"),
    LEAVES_TEMPLATES_FOR_LATER(
        "BlockingBodies",
        "prepare",
        response(),
        HERE + "BlockingBodiesTest",
        "H36_aTemplateThatBeginsASessionSendsItsCookie"),
    ENDS_STREAMS_UNSAVED(
        "SessionAccess",
        "awaitComplete",
        nothing(),
        HERE + "BlockingBodiesTest",
        "H36_aStreamWhoseChangesCannotBeSavedIsBrokenOff"),
    COMMITS_NOTHING(
        "SessionFilter",
        "commit",
        response(),
        HERE + "InMemorySessionTest",
        "H3_theFirstWriteSetsOneCookieWithASignedId"),
    LOSES_LATE_CHANGES(
        "SessionAccess",
        "complete",
        stage(),
        HERE + "ResponseTest",
        "whatAStreamDoesToItsSessionIsSavedBeforeItsEnd"),
    GIVES_SESSIONS_TOO_LATE(
        "SessionAccess",
        "requireInTime",
        nothing(),
        HERE + "LateSessionTest",
        "H36_aSessionThatNoCookieCanTellOfIsRefused"),
    LEAVES_BODIES_RUNNING(
        "PrefetchedBody",
        "endUnlessSent",
        nothing(),
        HERE + "UnsentBodyTest",
        "H6_aBodyThatIsNotSentIsCancelled"),
    WAITS_FOR_NOBODY(
        "PrefetchedBody",
        "leave",
        nothing(),
        HERE + "UnsentBodyTest",
        "H41_aBodyThatHasNotStartedWhenItsClientLeavesIsCancelledAndTheSessionSaved"),
    KEEPS_MEMORY(
        "PrefetchedBody",
        "release",
        nothing(),
        HERE + "UnsentBodyTest",
        "H6_theMemoryOfABodyThatIsNotSentIsReleased"),
    FORGETS_FAILED_HANDLERS(
        "SessionAccess",
        "handlerFailed",
        nothing(),
        HERE + "ResponseTest",
        "H7_aStreamThatFailsBeforeItsFirstItemFailsAsAHandlerDoes"),
    SENDS_ERRORS_WITHOUT_THE_COOKIE(
        "SessionAccess",
        "headers",
        none(),
        HERE + "UnencodableBodyTest",
        "H6_theErrorSentInsteadOfTheBodyHasTheCookieOnce"),
    SHARES_RESPONSES(
        "OwnResponse",
        "of",
        FixedValue.argument(0),
        HERE + "SharedResponseTest",
        "noVisitorGetsTheCookieOfAnother"),
    TELLS_VISITORS_EVERYTHING(
        "ErrorResponses",
        "isOurs",
        no(),
        HERE + "InternalMessagesTest",
        "noMessageOfOursReachesAVisitor"),
    FINDS_NO_OWN_SESSION(
        "MicronautSessionStore",
        "ownSession",
        none(),
        HERE + "InMemorySessionTest",
        "H12_destroyRemovesTheKeyAndTakesTheCookieBack"),
    TELLS_NOBODY_OF_BEGINNINGS(
        "SessionEvents",
        "created",
        nothing(),
        HERE + "SessionApiTest",
        "sessionsThatBeginAndAreDeletedAreEvents"),
    TELLS_NOBODY_OF_ENDS(
        "SessionEvents",
        "destroyed",
        nothing(),
        HERE + "SessionApiTest",
        "sessionsThatBeginAndAreDeletedAreEvents"),
    TELLS_NOBODY_OF_EXPIRY(
        "SessionEvents", "expired", nothing(), HERE + "ExpiryTest", "aSessionThatExpiresIsAnEvent"),
    PASSES_OVER_UNKNOWN_NAMES(
        "PropertyCheck",
        "unknownNames",
        call(List.class, "of"),
        HERE + "ConfigurationTest",
        "whatCannotBeRightIsAnErrorAtTheStartThatNamesIt"),
    PASSES_OVER_UNREADABLE_VALUES(
        "PropertyCheck",
        "problemWithValue",
        nothing(),
        HERE + "ConfigurationTest",
        "whatCannotBeRightIsAnErrorAtTheStartThatNamesIt"),
    GUESSES_THE_UNIT(
        "PropertyCheck",
        "expected",
        nothing(),
        HERE + "ConfigurationTest",
        "aNumberInAFileIsNotGuessed"),
    PASSES_OVER_MISSPELT_VARIABLES(
        "KnownProperties",
        "problemWithSeparators",
        nothing(),
        HERE + "ConfigurationTest",
        "anEnvironmentVariableThatMicronautPassesOverIsAnErrorAtTheStart"),
    PASSES_OVER_MISSPELT_SYSTEM_PROPERTIES(
        "KnownProperties",
        "problemWithSystemProperty",
        nothing(),
        HERE + "ConfigurationTest",
        "aSystemPropertyThatIsMisspeltIsAnErrorAtTheStart"),
    STAYS_ON(
        "Switch",
        "isOn",
        yes(),
        HERE + "ConfigurationTest",
        "everySpellingOfFalseLeavesMicronautsOwnSessions"),
    FORGETS_NESTED_CLASSES(
        "ConfiguredSerializer",
        "nested",
        none(),
        HERE + "ConfigurationTest",
        "aNestedClassThatIsWrittenWithADotIsProposedAsItIsWritten"),
    KNOWS_NO_USER(
        "StoreConfiguration",
        "userIn",
        nothing(),
        HERE + "SecurityTest",
        "S27_whoIsLoggedInIsFoundByNameAndCanBeLoggedOutEverywhere"),
    KEEPS_THE_ID_AT_LOG_IN(
        "SessionView",
        "put",
        FixedValue.self(),
        HERE + "SecurityTest",
        "whoLogsInIsKnownFromThenOn"),
    KEEPS_THE_SESSION_AT_LOG_OUT(
        "SessionView",
        "remove",
        FixedValue.self(),
        HERE + "SecurityTest",
        "H12_logOutEndsTheSession"),
    SETS_NO_INTERVAL(
        "SessionView",
        "setMaxInactiveInterval",
        FixedValue.self(),
        HERE + "SessionApiTest",
        "H34_theIntervalIsIdleTimeInRedisAndNotTheCookiesMaxAge"),
    NAMES_NO_CLIENTS(
        "RedisClientAdvice",
        "whereThereAreSeveral",
        FixedValue.value(""),
        HERE + "RedisClientTest",
        "severalClientsAreAnErrorThatNamesTheBeansAndAdviceThatWorks"),
    WAITS_NOWHERE(
        "SessionAccess",
        "wasAsked",
        no(),
        HERE + "InMemorySessionTest",
        "H36_afterTheResponseAChangeIsRefused"),
    DOES_NOT_ADOPT(
        "SessionAccess",
        "adopt",
        stage(),
        HERE + "SessionApiTest",
        "aSessionMadeForTheRequestKeepsItsIdAndInterval");

    private final String type;
    private final String method;

    @SuppressWarnings("ImmutableEnumChecker") // nothing changes it
    private final Implementation instead;

    private final String tests;
    private final String test;

    Saboteur(String type, String method, Implementation instead, String tests, String test) {
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

    private static Implementation response() {
      return call(CompletableFuture.class, "completedStage", Object.class).withArgument(1);
    }

    private static Implementation none() {
      return call(Optional.class, "empty");
    }

    private static MethodCall call(Class<?> type, String method, Class<?>... parameters) {
      try {
        return MethodCall.invoke(type.getMethod(method, parameters));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }

    private String caughtBy() {
      return tests + " " + test;
    }

    List<String> failing(SpoiledClasses classes) throws ClassNotFoundException {
      return classes.failing(tests, test);
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
