package io.cloakroom.admin;

import io.cloakroom.admin.Seals.Purpose;
import io.cloakroom.session.StoredSession;
import java.time.Duration;
import java.time.Instant;

/** What all parts of the page have in common: its frame, its links and its forms. */
final class PageFrame {

  private static final int LONGEST_IN_ADDRESS = 2_000;
  private static final int LONGEST_TEXT = 300;

  private final PageRequest request;
  private final Seals seals;
  private final Instant now;

  PageFrame(PageRequest request, Seals seals, Instant now) {
    this.request = request;
    this.seals = seals;
    this.now = now;
  }

  PageRequest request() {
    return request;
  }

  Instant now() {
    return now;
  }

  Html begin(String title) {
    Html html = Html.document(title);
    html.open("header");
    html.open("h1").leaf("a", "Sessions", "href", request.link("")).close("h1");
    html.open("p", "class", "soft").text("Signed in as ");
    html.leaf("bdi", request.operator()).close("p");
    html.close("header").open("main");
    return html;
  }

  /** Begins a form that only its operator can send. */
  Html form(Html html, String action) {
    html.open("form", "method", "post", "action", request.link(action));
    return html.hidden("token", seals.token(request.operator(), now));
  }

  static void confirm(Html html, String question, String button) {
    html.open("p", "class", "confirm").open("label");
    html.open("input", "type", "checkbox", "name", "confirm", "value", "yes", "required", "");
    html.text(" " + question).close("label");
    html.leaf("button", button, "class", "danger").close("p");
  }

  void endUserForm(Html html, String sealedUser) {
    form(html, "end-user");
    html.hidden("user", sealedUser);
    confirm(html, "Yes, log this user out everywhere", "End all of this user");
    html.close("form");
  }

  /** Returns what names a session in links and forms. */
  String sealed(StoredSession session) {
    return seals.seal(Purpose.SESSION, session.word());
  }

  String sealedUser(String user) {
    return seals.seal(Purpose.USER, user);
  }

  /** A link to a session. */
  void linkTo(Html html, StoredSession session) {
    linkTo(html, session.name(), "session", "s", sealed(session));
  }

  /** A link to all sessions of a user. */
  void linkToUser(Html html, String text, String sealedUser) {
    linkTo(html, text, "", "user", sealedUser);
  }

  /** Whether an address with such a parameter is short enough for every server and browser. */
  static boolean fitsAddress(String sealed) {
    return sealed.length() <= LONGEST_IN_ADDRESS;
  }

  /** A link, or a form that does the same where the address would be too long. */
  private void linkTo(Html html, String text, String part, String name, String sealed) {
    if (fitsAddress(sealed)) {
      html.leaf("a", text, "href", request.link(part + "?" + name + "=" + sealed));
      return;
    }
    form(html, part.isEmpty() ? "user" : part).hidden(name, sealed);
    html.leaf("button", text).close("form");
  }

  /** Shortens a text of the application's data, so that the page stays readable. */
  static String shortened(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    int end = LONGEST_TEXT - (Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? 1 : 0);
    return text.substring(0, end) + "… (" + Times.number(text.length()) + " characters)";
  }

  String ago(Instant time) {
    return Times.words(Duration.between(time, now)) + " ago";
  }

  static String left(StoredSession session) {
    return session.left().map(Times::words).orElse("does not expire");
  }

  PageResponse problem(int status, String title, String text) {
    Html html = begin(title);
    html.open("section", "class", "card").leaf("h2", title).leaf("p", text).open("p");
    html.leaf("a", "To all sessions", "href", request.link("")).close("p").close("section");
    return PageResponse.html(status, html.end());
  }
}
