package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.util.function.Supplier;

/**
 * Web integrations whose fault shows where nobody asks for a session, or somebody does late: on
 * error pages, to old clients, on threads of pools. Each is named with the test that catches it.
 */
enum UnaskedIntegration implements IntegrationSabotage, NamedTestSabotage {
  DROPS_COOKIES_WHOSE_NAMES_BEGIN_ALIKE(
      "H35_anySequenceOfRequestsIsAnsweredAsTheModelSays", UnaskedAnswers::dropsAlike),
  COUNTS_THE_MAX_AGE_IN_32_BITS(
      "H3_aMaxAgeOfAnyLengthIsSentInSeconds", UnaskedAnswers::maxAgeOfInt),
  ASKS_FOR_ERROR_PAGES(
      "H1_H32_whateverIsAnsweredWithoutTheSessionCostsNothingAndStaysCacheable",
      UnaskedAnswers::asksForErrorPages),
  TELLS_OLD_CLIENTS_PRAGMA(
      "H39_theSessionIsFoundInEveryFormOfRequest", UnaskedAnswers::tellsOldClientsPragma),
  LEAVES_OPEN_WHAT_IS_ASKED_FOR_LATE(
      "H36_aSessionThatIsFirstAskedForWhileItsResponseStreamsIsSavedOrRefused",
      UnaskedAnswers::leavesLateOnesOpen),
  LETS_THREADS_INHERIT_THE_SESSION(
      "H6_aThreadOfAPoolHasTheSessionOfTheRequestThatItWorksFor", UnaskedAnswers::inherited),
  FORGETS_THE_STORES_OBSERVER(
      "H8_aWrongSignatureIsToldToTheStoresObserver", UnaskedAnswers::forgetsTheObserver),
  REMOVES_WHAT_HAS_A_VALUE(
      "H4_anAttributeWithoutAValueIsRemovedToo", UnaskedAnswers::removesWhatHasAValue);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Supplier<Behaviour> behaviour;

  UnaskedIntegration(String test, Supplier<Behaviour> behaviour) {
    this.test = test;
    this.behaviour = behaviour;
  }

  @Override
  public String test() {
    return test;
  }

  @Override
  public Class<?> kit() {
    return SabotagedUnaskedIntegration.class;
  }

  @Override
  public Behaviour behaviour() {
    return behaviour.get();
  }
}
