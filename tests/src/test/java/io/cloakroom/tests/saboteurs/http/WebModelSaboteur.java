package io.cloakroom.tests.saboteurs.http;

import io.cloakroom.tests.reference.Behaviour;
import java.util.function.Supplier;

/**
 * Web integrations that are sound but for one method, status or way of sending, which no example of
 * a clause need be about: the model of the web must catch each.
 */
enum WebModelSaboteur implements IntegrationSabotage {
  SAVES_NOTHING_FOR_HEAD(() -> BrokenRequests.uncommitted("HEAD", 0)),
  SAVES_NOTHING_FOR_DELETE(() -> BrokenRequests.uncommitted("DELETE", 0)),
  SAVES_NOTHING_FOR_OPTIONS(() -> BrokenRequests.uncommitted("OPTIONS", 0)),
  SAVES_NOTHING_OF_CLIENT_ERRORS(() -> BrokenRequests.uncommitted("", 4)),
  SAVES_NOTHING_OF_SERVER_ERRORS(() -> BrokenRequests.uncommitted("", 5)),
  SETS_NO_COOKIE_WHEN_IT_REDIRECTS(() -> BrokenRequests.withoutCookie("", 3)),
  SETS_NO_COOKIE_FOR_PUT(() -> BrokenRequests.withoutCookie("PUT", 0)),
  KEEPS_THE_ID_OF_A_LOG_IN_BY_POST(() -> BrokenRequests.keepingTheId("POST")),
  KEEPS_THE_ID_OF_A_LOG_IN_BY_PATCH(() -> BrokenRequests.keepingTheId("PATCH")),
  READS_THE_FIRST_COOKIE_LINE(() -> BrokenRequests.readingLines(false)),
  READS_THE_LAST_COOKIE_LINE(() -> BrokenRequests.readingLines(true)),
  READS_THE_FIRST_COOKIE_OF_THE_NAME(BrokenRequests::readingTheFirstOfTheName),
  DROPS_COOKIES_OF_THE_APPLICATION(BrokenRequests::droppingOtherCookies),
  LOSES_HTTP_ONLY_WHEN_IT_ISSUES_AGAIN(() -> BrokenRequests.reissuing("; HttpOnly")),
  LOSES_SAME_SITE_WHEN_IT_ISSUES_AGAIN(() -> BrokenRequests.reissuing("; SameSite=Lax")),
  LOSES_SECURE_WHEN_IT_ISSUES_AGAIN(() -> BrokenRequests.reissuing("; Secure")),
  LETS_CACHES_KEEP_SERVER_ERRORS(BrokenRequests::publicErrors),
  READS_WHAT_ANOTHER_SERVER_HAS_CHANGED_SINCE(BrokenRequests::cachingSessions),
  SEES_NO_SESSION_IN_SERVER_ERRORS(BrokenRequests::withoutSessionInErrors),
  REMOVES_NOTHING_FOR_DELETE(() -> BrokenRequests.removingNothing("DELETE")),
  SENDS_THE_COOKIE_TWICE_FOR_201(BrokenRequests::sendingTwice),
  LOSES_WHAT_A_FORWARD_CHANGES(BrokenForwards::losingChanges),
  SEES_NO_SESSION_IN_A_FORWARD(BrokenForwards::withoutSession),
  KEEPS_THE_ID_OF_A_LOG_IN_IN_A_FORWARD(BrokenForwards::keepingTheId),
  TAKES_A_FORWARD_FOR_A_FAILURE(BrokenForwards::takingThemForFailures),
  COMMITS_BEFORE_A_FORWARD(BrokenForwards::committingBefore);

  @SuppressWarnings("ImmutableEnumChecker") // a lambda, which holds no state
  private final Supplier<Behaviour> behaviour;

  WebModelSaboteur(Supplier<Behaviour> behaviour) {
    this.behaviour = behaviour;
  }

  @Override
  public String clause() {
    return "H35";
  }

  @Override
  public Class<?> kit() {
    return SabotagedWebModel.class;
  }

  @Override
  public Behaviour behaviour() {
    return behaviour.get();
  }
}
