package io.cloakroom.admin;

import io.cloakroom.redis.resilience.CircuitState;
import io.cloakroom.session.StoredSession;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** The page as HTML. */
final class PageView {

  private final PageFrame frame;
  private final Set<String> shownAttributes;
  private final boolean findsUsers;

  PageView(
      PageRequest request,
      Seals seals,
      Set<String> shownAttributes,
      boolean findsUsers,
      Instant now) {
    this.frame = new PageFrame(request, seals, now);
    this.shownAttributes = shownAttributes;
    this.findsUsers = findsUsers;
  }

  static String word(CircuitState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Shows all sessions, or those of a user. */
  PageResponse overview(Overview all) {
    return new OverviewView(frame, findsUsers).page(all);
  }

  /**
   * Shows one session, and the forms that end it.
   *
   * @param unconfirmed whether ending it was asked for without the confirmation
   */
  PageResponse session(StoredSession session, boolean unconfirmed) {
    return new DetailsView(frame, shownAttributes, findsUsers).page(session, unconfirmed);
  }

  PageResponse gone() {
    return frame.problem(
        404,
        "No such session",
        "It has ended, or never was; or the link was made with another secret.");
  }

  PageResponse notFound() {
    return frame.problem(404, "Nothing here", "This page does not exist.");
  }

  PageResponse problem(int status, String title, String text) {
    return frame.problem(status, title, text);
  }
}
