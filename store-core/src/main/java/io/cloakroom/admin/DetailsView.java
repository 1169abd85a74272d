package io.cloakroom.admin;

import io.cloakroom.session.StoredSession;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One session as HTML. */
final class DetailsView {

  private final PageFrame frame;
  private final Set<String> shownAttributes;
  private final boolean findsUsers;

  DetailsView(PageFrame frame, Set<String> shownAttributes, boolean findsUsers) {
    this.frame = frame;
    this.shownAttributes = shownAttributes;
    this.findsUsers = findsUsers;
  }

  /**
   * Shows one session, and the forms that end it.
   *
   * @param unconfirmed whether ending it was asked for without the confirmation
   */
  PageResponse page(StoredSession session, boolean unconfirmed) {
    Html html = frame.begin("Session " + session.name());
    if (unconfirmed) {
      html.leaf(
          "p", "Nothing was ended: tick the box first.", "class", "notice bad", "role", "alert");
    }
    html.open("section", "class", "card");
    html.leaf("h2", session.name(), "class", "name");
    session
        .problem()
        .ifPresent(
            problem ->
                html.leaf("p", "This server can't read it. " + problem, "class", "notice bad"));
    html.open("dl", "class", "facts");
    fact(html, "User", session.user().map(PageFrame::shortened).orElse("nobody known"));
    fact(html, "Created", time(session.created()));
    fact(html, "Last used", time(session.lastUsed()));
    fact(html, "Time left", PageFrame.left(session));
    fact(html, "Size", Times.bytes(session.bytes()));
    html.close("dl");
    attributes(html, session);
    html.close("section");
    endForms(html, session);
    return PageResponse.html(unconfirmed ? 400 : 200, html.end());
  }

  private String time(Optional<Instant> time) {
    return time.map(at -> Times.absolute(at) + ", " + frame.ago(at)).orElse("not known");
  }

  private static void fact(Html html, String name, String value) {
    html.open("div").leaf("dt", name).open("dd").leaf("bdi", value).close("dd").close("div");
  }

  private void attributes(Html html, StoredSession session) {
    if (session.attributes().isEmpty()) {
      return;
    }
    html.leaf("h3", "Attributes").open("dl", "class", "facts");
    for (String name : session.attributes()) {
      html.open("div").open("dt").leaf("bdi", PageFrame.shortened(name)).close("dt").open("dd");
      if (shownAttributes.contains(name)) {
        html.leaf(
            "bdi", session.value(name).map(PageFrame::shortened).orElse("can't be restored here"));
      } else {
        html.leaf("span", "not shown", "class", "soft");
      }
      html.close("dd").close("div");
    }
    html.close("dl");
  }

  private void endForms(Html html, StoredSession session) {
    html.open("section", "class", "card");
    html.leaf("h2", "End this session");
    html.leaf("p", "Whoever uses it is logged out with the next request.", "class", "soft");
    frame.form(html, "end");
    html.hidden("s", frame.sealed(session));
    PageFrame.confirm(html, "Yes, end this session", "End this session");
    html.close("form");
    html.close("section");
    session
        .user()
        .filter(user -> findsUsers)
        .ifPresent(
            user -> {
              html.open("section", "class", "card");
              html.open("h2").text("End all sessions of ");
              html.leaf("bdi", PageFrame.shortened(user)).close("h2");
              html.open("div");
              String sealed = frame.sealedUser(user);
              frame.linkToUser(html, "Show them", sealed);
              html.close("div");
              frame.endUserForm(html, sealed);
              html.close("section");
            });
  }
}
