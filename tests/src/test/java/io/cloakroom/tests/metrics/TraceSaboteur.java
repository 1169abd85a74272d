package io.cloakroom.tests.metrics;

import io.cloakroom.session.SessionTracer;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.BiFunction;

/**
 * Tracers that are sound but for one thing, each with the test of {@link SessionTracesTest} that
 * must catch it.
 */
enum TraceSaboteur {
  SEES_NO_STEPS("loadAndCommitAreSpansWithTheirCommands", BrokenTracers.SeesNoSteps::new),
  ENDS_NO_SPAN("loadAndCommitAreSpansWithTheirCommands", BrokenTracers.EndsNoSpan::new),
  COUNTS_NO_COMMAND("loadAndCommitAreSpansWithTheirCommands", BrokenTracers.CountsNothing::new),
  COUNTS_COMMANDS_TWICE("loadAndCommitAreSpansWithTheirCommands", BrokenTracers.CountsTwice::new),
  LOSES_ITS_STEP_IN_OTHER_THREADS(
      "commandsThatOtherThreadsSendAreCounted", BrokenTracers.FollowsNoCommand::new),
  FORGETS_WHAT_IS_TRIED_AGAIN(
      "aCommandThatIsTriedAgainCountsEachTime", BrokenTracers.CarriesNothing::new),
  COUNTS_WHAT_IS_NOT_SENT(
      "aCommandThatIsNotSentIsNotCounted", BrokenTracers.CountsWhatIsAsked::new),
  HIDES_FAILURES("aFailureOfRedisIsTheSpansError", BrokenTracers.HidesFailures::new),
  PUTS_IDS_IN_SPANS("nothingButTheCountOfCommandsIsInASpan", BrokenTracers.TellsIds::new);

  private final String caughtBy;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, which holds no state
  private final BiFunction<SessionTracer, ObservationRegistry, SessionTracer> spoiling;

  TraceSaboteur(
      String caughtBy, BiFunction<SessionTracer, ObservationRegistry, SessionTracer> spoiling) {
    this.caughtBy = caughtBy;
    this.spoiling = spoiling;
  }

  String caughtBy() {
    return caughtBy;
  }

  SessionTracer spoil(SessionTracer sound, ObservationRegistry registry) {
    return spoiling.apply(sound, registry);
  }
}
