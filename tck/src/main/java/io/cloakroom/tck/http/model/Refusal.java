package io.cloakroom.tck.http.model;

import io.cloakroom.tck.http.application.RouteScript.Action;
import io.cloakroom.tck.http.application.RouteScript.End;
import io.cloakroom.tck.http.application.RouteScript.Verb;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.report.ClauseViolation;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is to be refused because of what Redis does: all of it is done, or nothing and
 * the client learns of it. What needs nothing of Redis that it does not do is answered as ever.
 *
 * @param known whether the request brings the id of a session
 * @param before what that session holds; null: there is none
 */
record Refusal(
    WebStep step, WebExpectation expected, boolean known, @Nullable Map<String, String> before) {

  private static final Set<Verb> READING = EnumSet.of(Verb.GET, Verb.EXISTS);

  /** Whether the response is a refusal, as it has to be or may be. */
  boolean isIn(ReceivedResponse response) {
    boolean may = step.trouble() != Trouble.NONE && (isUnread() || isWritten());
    return isDue()
        || (may && response.status() == 503 && expected.status(step) != response.status());
  }

  private boolean isDue() {
    boolean changes =
        expected.issues() || expected.removes() || !Objects.equals(before, expected.left());
    boolean unread = isUnread() && expected.actions().get(0).verb() == Verb.GET;
    return step.trouble() != Trouble.NONE && (changes || unread);
  }

  private boolean isUnread() {
    return known && step.trouble().isOfReads();
  }

  private boolean isWritten() {
    return !expected.actions().stream().map(Action::verb).allMatch(READING::contains);
  }

  /** Checks what a refusal says. */
  void require(ReceivedResponse response, String cookieName) {
    boolean fails = step.end() == End.THROW || step.end() == End.ERROR;
    boolean said =
        response.status() == 503
            ? response.headers().containsKey("retry-after")
            : fails && response.status() == 500;
    if (!said) {
      throw violation("nothing can be done, and the answer is " + response);
    }
    if (response.cookies().stream().anyMatch(given -> given.name().equals(cookieName))) {
      throw violation("nothing was done, and the session's cookie comes with " + response);
    }
  }

  private ClauseViolation violation(String message) {
    return new ClauseViolation(
        List.of("H19"), "While Redis is %s, %s".formatted(step.trouble(), message), null);
  }
}
