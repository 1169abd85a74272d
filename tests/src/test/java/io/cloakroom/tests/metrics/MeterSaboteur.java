package io.cloakroom.tests.metrics;

import io.cloakroom.session.SessionId;
import io.cloakroom.session.StoreObserver;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Meters that are sound but for one thing, each with the test of {@link SessionMetricsTest} that
 * must catch it: an event that is counted never or twice, or a wrong tag.
 */
enum MeterSaboteur {
  REGISTERS_NO_GAUGES("theCircuitBreakerIsSeenToOpen", "storeBuilt", 0),
  COUNTS_NO_COMMANDS("aVisitIsCounted", "commandEnded", 0),
  COUNTS_COMMANDS_TWICE("aVisitIsCounted", "commandEnded", 2),
  COUNTS_NO_LOADS("aVisitIsCounted", "loaded", 0),
  COUNTS_LOADS_TWICE("aVisitIsCounted", "loaded", 2),
  TAKES_EACH_COMMAND_FOR_A_LOAD(
      "askingForTheHealthIsNoLoad",
      new MeterFilter() {
        @Override
        public Meter.Id map(Meter.Id id) {
          return id.getName().equals("cloakroom.commands") ? id.withName("cloakroom.loads") : id;
        }
      }),
  COUNTS_NO_SAVES("aVisitIsCounted", "saved", 0),
  COUNTS_SAVES_TWICE("aVisitIsCounted", "saved", 2),
  COUNTS_NO_CONFLICTS("conflictsAreCounted", "conflict", 0),
  COUNTS_CONFLICTS_TWICE("conflictsAreCounted", "conflict", 2),
  COUNTS_NO_LOST_SAVES("aSaveThatIsGivenUpIsCounted", "conflictUnresolved", 0),
  COUNTS_LOST_SAVES_TWICE("aSaveThatIsGivenUpIsCounted", "conflictUnresolved", 2),
  COUNTS_NO_READS("aVisitIsCounted", "recordRead", 0),
  COUNTS_READS_TWICE("aVisitIsCounted", "recordRead", 2),
  COUNTS_NO_WRITES("aVisitIsCounted", "recordWritten", 0),
  COUNTS_WRITES_TWICE("aVisitIsCounted", "recordWritten", 2),
  COUNTS_NO_UNREADABLE_RECORDS("whatCannotBeReadIsCountedAndWhatIsCarried", "unreadableRecord", 0),
  COUNTS_UNREADABLE_RECORDS_TWICE(
      "whatCannotBeReadIsCountedAndWhatIsCarried", "unreadableRecord", 2),
  COUNTS_NO_UNREADABLE_ATTRIBUTES(
      "whatCannotBeReadIsCountedAndWhatIsCarried", "unreadableAttribute", 0),
  COUNTS_UNREADABLE_ATTRIBUTES_TWICE(
      "whatCannotBeReadIsCountedAndWhatIsCarried", "unreadableAttribute", 2),
  COUNTS_NO_CARRIED_ATTRIBUTES("whatCannotBeReadIsCountedAndWhatIsCarried", "carriedAttributes", 0),
  COUNTS_CARRIED_ATTRIBUTES_TWICE(
      "whatCannotBeReadIsCountedAndWhatIsCarried", "carriedAttributes", 2),
  COUNTS_NO_FORGED_COOKIES("forgedCookiesAreCountedAndSendNoCommand", "wrongSignature", 0),
  COUNTS_FORGED_COOKIES_TWICE("forgedCookiesAreCountedAndSendNoCommand", "wrongSignature", 2),
  COUNTS_NO_BEGINNINGS("aVisitIsCounted", "sessionBegun", 0),
  COUNTS_BEGINNINGS_TWICE("aVisitIsCounted", "sessionBegun", 2),
  COUNTS_NO_ENDS("sessionsThatAreEndedTogetherAreAllCounted", "sessionsDestroyed", 0),
  COUNTS_ENDS_TWICE("sessionsThatAreEndedTogetherAreAllCounted", "sessionsDestroyed", 2),
  COUNTS_NO_EXPIRIES("sessionsThatExpireAreCounted", "sessionExpired", 0),
  COUNTS_EXPIRIES_TWICE("sessionsThatExpireAreCounted", "sessionExpired", 2),
  CALLS_EVERY_COMMAND_ANSWERED(
      "eachOutcomeOfACommandIsCountedApart",
      MeterFilter.replaceTagValues("outcome", value -> "answered")),
  CALLS_EXPIRED_SESSIONS_DESTROYED(
      "sessionsThatExpireAreCounted", MeterFilter.replaceTagValues("cause", value -> "destroyed")),
  FORGETS_WHICH_STATE("theCircuitBreakerIsSeenToOpen", MeterFilter.ignoreTags("state")),
  NAMES_KEYS_FOR_COMMANDS(
      "aNewUserAddsNoTag",
      MeterFilter.replaceTagValues("command", value -> "sess:" + SessionId.random().value())),
  PUTS_IDS_IN_A_TAG(
      "aNewUserAddsNoTag",
      new MeterFilter() {
        @Override
        public Meter.Id map(Meter.Id id) {
          return id.getName().equals("cloakroom.commands")
              ? id.withTag(Tag.of("session", SessionId.random().value()))
              : id;
        }
      });

  private final String caughtBy;
  private final String event;
  private final int times;

  @SuppressWarnings("ImmutableEnumChecker") // holds no state
  private final Optional<MeterFilter> filter;

  MeterSaboteur(String caughtBy, String event, int times) {
    this.caughtBy = caughtBy;
    this.event = event;
    this.times = times;
    this.filter = Optional.empty();
  }

  MeterSaboteur(String caughtBy, MeterFilter filter) {
    this.caughtBy = caughtBy;
    this.event = "";
    this.times = 1;
    this.filter = Optional.of(filter);
  }

  String caughtBy() {
    return caughtBy;
  }

  /** The method of {@link StoreObserver} that is called another number of times; or empty. */
  String event() {
    return event;
  }

  int times() {
    return times;
  }

  /** What is done to tags. */
  Optional<MeterFilter> filter() {
    return filter;
  }

  StoreObserver spoil(StoreObserver sound) {
    return (StoreObserver)
        Proxy.newProxyInstance(
            StoreObserver.class.getClassLoader(),
            new Class<?>[] {StoreObserver.class},
            (proxy, method, arguments) -> called(sound, method, arguments));
  }

  private @Nullable Object called(
      StoreObserver sound, Method method, @Nullable Object @Nullable [] arguments)
      throws ReflectiveOperationException {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(sound, arguments);
    }
    for (int i = 0; i < (method.getName().equals(event) ? times : 1); i++) {
      method.invoke(sound, arguments);
    }
    return null;
  }
}
