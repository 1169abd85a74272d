package io.cloakroom.admin;

import io.cloakroom.redis.resilience.CircuitState;
import io.cloakroom.session.StoredSession;
import java.util.List;

/** The first part of the page as HTML: figures, charts, searches and a list of sessions. */
final class OverviewView {

  /** How many attributes a list names for a session; the session's own page names all. */
  private static final int MOST_NAMES = 40;

  private final PageFrame frame;
  private final boolean findsUsers;

  OverviewView(PageFrame frame, boolean findsUsers) {
    this.frame = frame;
    this.findsUsers = findsUsers;
  }

  /** Shows all sessions, or those of a user. */
  PageResponse page(Overview all) {
    Html html = frame.begin("Sessions");
    notice(html);
    figures(html, all);
    charts(html, all);
    search(html);
    html.open("section", "class", "card");
    html.open("h2")
        .open("bdi")
        .text(PageFrame.shortened(all.list().heading()))
        .close("bdi")
        .close("h2");
    if (all.list().sessions().isEmpty()) {
      html.leaf("p", "No sessions to show.", "class", "soft");
    } else {
      table(html, all.list().sessions());
    }
    html.open("nav", "class", "pages");
    if (isPart()) {
      html.leaf("a", "All sessions from the beginning", "href", frame.request().link(""));
    }
    all.list()
        .next()
        .ifPresent(
            query ->
                html.leaf(
                    "a",
                    "Next page",
                    "class",
                    "button",
                    "rel",
                    "next",
                    "href",
                    frame.request().link(query)));
    html.close("nav");
    if (!frame.request().parameter("user").isEmpty() && !all.list().sessions().isEmpty()) {
      endUser(html, frame.request().parameter("user"), all.list().sessions().size());
    }
    html.close("section");
    return PageResponse.html(200, html.end());
  }

  private boolean isPart() {
    return !frame.request().parameter("walk").isEmpty()
        || !frame.request().parameter("user").isEmpty();
  }

  private void notice(Html html) {
    String ended = frame.request().parameter("ended");
    if (ended.matches("\\d{1,9}")) {
      html.leaf(
          "p",
          ended.equals("1") ? "1 session was ended." : ended + " sessions were ended.",
          "class",
          "notice",
          "role",
          "status");
    }
  }

  private void figures(Html html, Overview all) {
    html.open("dl", "class", "figures");
    all.census()
        .ifPresent(
            census ->
                figure(
                    html,
                    "Sessions",
                    (census.finished() ? "" : "over ") + Times.number(census.count()),
                    (census.finished() ? "counted in " : "counting was ended after ")
                        + Times.millis(census.took()),
                    ""));
    figure(html, "Redis answers in", Times.millis(all.latency()), "one command, just now", "");
    boolean well =
        all.circuit().state() == CircuitState.CLOSED || all.circuit().state() == CircuitState.NONE;
    figure(
        html,
        "Circuit breaker",
        PageView.word(all.circuit().state()),
        all.circuit().rejected() + " commands not sent since the start",
        well ? "good" : "bad");
    figure(
        html, "Waiting", Integer.toString(all.circuit().waiting()), "commands, on this server", "");
    figure(
        html,
        "Unreadable",
        Times.number(all.unreadable()),
        "records, on this server since the start",
        all.unreadable() == 0 ? "" : "bad");
    html.close("dl");
  }

  private static void figure(Html html, String name, String value, String more, String kind) {
    html.open("div", "class", "card");
    html.leaf("dt", name);
    html.leaf("dd", value, "class", ("figure " + kind).strip());
    html.leaf("dd", more, "class", "soft").close("div");
  }

  private void search(Html html) {
    html.open("section", "class", "card searches");
    if (findsUsers) {
      searchForm(html, "user", "User", "Find the sessions of a user");
    }
    searchForm(html, "id", "Session id or cookie", "Find a session by its id");
    html.close("section");
  }

  private void searchForm(Html html, String by, String label, String description) {
    frame.form(html, "search").open("p", "class", "field");
    html.hidden("by", by);
    html.leaf("label", label, "for", "by-" + by);
    html.open("span", "class", "row");
    html.open(
        "input",
        "id",
        "by-" + by,
        "name",
        "for",
        "required",
        "",
        "autocomplete",
        "off",
        "maxlength",
        "20000",
        "spellcheck",
        "false",
        "autocapitalize",
        "none");
    html.leaf("button", "Find", "aria-label", description);
    html.close("span").close("p").close("form");
  }

  private void table(Html html, List<StoredSession> sessions) {
    html.open("table").open("thead").open("tr");
    for (String heading :
        List.of("Session", "User", "Created", "Last used", "Time left", "Size", "Attributes")) {
      html.leaf("th", heading, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody");
    for (StoredSession session : sessions) {
      row(html, session);
    }
    html.close("tbody").close("table");
  }

  private void row(Html html, StoredSession session) {
    html.open("tr").open("td", "class", "name");
    frame.linkTo(html, session);
    html.close("td");
    cell(html, "User", session.user().map(PageFrame::shortened).orElse("–"));
    cell(html, "Created", session.created().map(frame::ago).orElse("–"));
    cell(html, "Last used", session.lastUsed().map(frame::ago).orElse("–"));
    cell(html, "Time left", PageFrame.left(session));
    cell(html, "Size", Times.bytes(session.bytes()));
    html.open("td", "data-label", "Attributes", "class", "attributes");
    if (session.problem().isPresent()) {
      html.leaf("span", "unreadable", "class", "badge");
    } else {
      names(html, session.attributes());
    }
    html.close("td").close("tr");
  }

  private static void names(Html html, List<String> names) {
    int shown = Math.min(MOST_NAMES, names.size());
    html.open("span"); // one cell of a grid, on a telephone
    for (int i = 0; i < shown; i++) {
      String name = PageFrame.shortened(names.get(i));
      html.leaf("bdi", i < names.size() - 1 ? name + "," : name);
    }
    if (shown < names.size()) {
      html.text("and " + Times.number(names.size() - shown) + " more");
    }
    html.close("span");
  }

  private static void cell(Html html, String label, String text) {
    html.open("td", "data-label", label).leaf("bdi", text).close("td");
  }

  private void charts(Html html, Overview all) {
    List<Census.Measured> sample = all.census().map(Census.Result::sample).orElse(List.of());
    if (sample.isEmpty()) {
      return;
    }
    html.open("section", "class", "card");
    html.leaf("h2", "Ages and sizes");
    html.leaf(
        "p",
        sample.size() < all.census().orElseThrow().count()
            ? "Of " + Times.number(sample.size()) + " sessions that Redis named first, in no order."
            : "Of all sessions.",
        "class",
        "soft");
    html.open("div", "class", "charts");
    Chart.ofAges(sample, frame.now()).write(html);
    Chart.ofSizes(sample).write(html);
    html.close("div").close("section");
  }

  private void endUser(Html html, String sealedUser, int sessions) {
    html.leaf("h3", sessions == 1 ? "End this session" : "End all of them");
    frame.endUserForm(html, sealedUser);
  }
}
