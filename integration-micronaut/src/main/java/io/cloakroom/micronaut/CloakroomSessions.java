package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.micronaut.http.HttpRequest;
import java.util.concurrent.CompletionStage;

/** The session of a request, for filters and for handlers without a session argument. */
public final class CloakroomSessions {

  private CloakroomSessions() {}

  /**
   * Loads the session of a request without waiting.
   *
   * @throws IllegalStateException at once, if the request has not come to Cloakroom's filter yet:
   *     filters of yours must have a higher order than {@code ServerFilterPhase.SESSION}
   */
  public static CompletionStage<RequestSession> load(HttpRequest<?> request) {
    return SessionAccess.unwrapped(access(request).load());
  }

  /**
   * The same for an argument; where a method answers for a handler, it reports whether it threw.
   */
  static SessionAccess accessForArgument(HttpRequest<?> request) {
    SessionAccess access = access(request);
    if (RouteFacts.answersForThrown(request)) {
      access.handlerFailed();
    }
    return access;
  }

  private static SessionAccess access(HttpRequest<?> request) {
    return SessionAccess.of(request)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The request did not pass Cloakroom's filter: give yours an order above"
                        + " ServerFilterPhase.SESSION"));
  }
}
