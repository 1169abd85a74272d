package io.cloakroom.tck.http;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.Map;
import java.util.Optional;

/**
 * What an application has to do before its clauses tell anything apart: without these nearly all of
 * them are broken, and none says why.
 */
final class FirstSteps {

  private static final String NO_COOKIE =
      "The response to /set sets no cookie. What SessionExchange.commit answers has to be added as"
          + " a Set-Cookie header, before the response's first byte leaves.";

  private static final String NO_SESSION =
      "The session that /set began is not found by the next request, although that sends its"
          + " cookie. SessionRequest needs the values of all Cookie headers, and the kit's routes"
          + " the session of their own request.";

  private FirstSteps() {}

  /**
   * Sees that it is the kit's application that answers.
   *
   * @throws IllegalStateException if it is not, which says what to change
   */
  static void requireAnswer(RunningSite site) {
    ReceivedResponse reply;
    try {
      reply = site.send("GET", Route.UNTOUCHED.path(), Map.of());
    } catch (AssertionError unanswered) {
      throw new IllegalStateException(
          "The kit's application does not answer: start has to return where it serves, once it"
              + " does",
          unanswered);
    }
    if (reply.status() != 200 || !reply.body().equals("untouched")) {
      throw new IllegalStateException(
          "GET %s%s is answered with %s instead of the kit's 200 and \"untouched\": start has to"
                  .formatted(site.uri(), Route.UNTOUCHED.path(), reply.status())
              + " return where the kit's application serves, which sends what Application.answer"
              + " answers");
    }
  }

  /** What to mend first, where a session is not found again at all; empty where it is. */
  static Optional<String> missedBy(RunningSite site) {
    CookieClient visitor = site.visitor();
    try {
      visitor.set("first", "step");
      if (!visitor.hasCookie()) {
        return Optional.of(NO_COOKIE);
      }
      return visitor.read("first").equals("step") ? Optional.empty() : Optional.of(NO_SESSION);
    } catch (AssertionError wrong) {
      return Optional.ofNullable(wrong.getMessage());
    }
  }
}
