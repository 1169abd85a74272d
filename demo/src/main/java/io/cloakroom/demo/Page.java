package io.cloakroom.demo;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The visible part of the page, down to where the {@link BackstagePanel} begins.
 *
 * @param clientName the Redis client in use
 * @param visits how many visits there were
 * @param name who is logged in
 * @param basket what is in the basket
 * @param formToken what forms bring back
 * @param expressHalf where the same session is to be seen in Express
 */
record Page(
    String clientName,
    int visits,
    Optional<String> name,
    Map<Item, Integer> basket,
    String formToken,
    Optional<URI> expressHalf) {

  private static final String BEGINNING =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml">
      <link rel="stylesheet" href="/style.css">
      </head>
      <body>
      """;

  /** Counts the visit, and shows the visitor. */
  static Page of(DemoSession visitor, String clientName, Optional<URI> expressHalf) {
    return new Page(
        clientName,
        visitor.countVisit(),
        visitor.name(),
        visitor.basket(),
        visitor.formToken(),
        expressHalf);
  }

  String html() {
    return BEGINNING.formatted("Cloakroom")
        + """
        <header>
        <a class="mark" href="/"><img src="/icon.svg" alt="" width="36" height="36">Cloakroom</a>
        <p>Web sessions in Redis, through <strong>%s</strong></p>
        </header>
        <div class="stage">
        <main>
        <section class="visits" aria-label="Visits">
        <p class="number">%s</p>
        <div><h1>%s</h1><p>%s</p></div>
        </section>
        %s
        %s
        %s
        </main>
        """
            .formatted(
                HtmlText.escape(clientName),
                visits,
                name.map(who -> "Good to see you, " + HtmlText.escape(who)).orElse("Welcome"),
                visits == 1
                    ? "This is your first visit. Your session is in Redis; a signed cookie holds its id."
                    : "You were here before. Stop the demo and start it again: your session is still there.",
                account(),
                basketCard(),
                otherHalf());
  }

  private String account() {
    return name.map(
            who ->
                """
                <section class="card">
                <h2>Logged in as <span class="who">%s</span></h2>
                <p>Logging in gave the session a new id. Logging out destroys it.</p>
                <p class="way"><a href="/sessions">See all sessions</a></p>
                <form method="post" action="/log-out">%s<button>Log out</button></form>
                </section>
                """
                    .formatted(HtmlText.escape(who), tokenField()))
        .orElseGet(
            () ->
                """
                <section class="card">
                <h2>Log in</h2>
                <p>Any name will do. Your session gets a new id and keeps its basket.</p>
                <form method="post" action="/log-in" class="row">%s
                <label for="name">Name</label>
                <input id="name" name="name" maxlength="40" required autocomplete="nickname">
                <button class="main">Log in</button>
                </form>
                </section>
                """
                    .formatted(tokenField()));
  }

  private String basketCard() {
    StringBuilder rows = new StringBuilder();
    for (Item item : Item.values()) {
      rows.append(
          """
          <li>
          <span class="what"><strong>%s</strong> <span>%s</span></span>
          <form method="post" action="/basket/remove">%s<button name="item" value="%s" \
          aria-label="One %s less"%s>&minus;</button></form>
          <output>%s</output>
          <form method="post" action="/basket/add">%s<button name="item" value="%s" \
          aria-label="One %s more">+</button></form>
          </li>
          """
              .formatted(
                  item.title(),
                  item.description(),
                  tokenField(),
                  item.word(),
                  item.title(),
                  basket.containsKey(item) ? "" : " disabled",
                  basket.getOrDefault(item, 0),
                  tokenField(),
                  item.word(),
                  item.title()));
    }
    return """
        <section class="card">
        <h2>Your basket</h2>
        <ul class="basket">
        %s</ul>
        </section>
        """
        .formatted(rows);
  }

  private String otherHalf() {
    return expressHalf
        .map(
            express ->
                """
                <section class="card">
                <h2>The same session in Express</h2>
                <p>An Express server runs beside this one. Both use the same session: visits, name and basket.</p>
                <p class="way"><a href="%s">Open the page of the Express server</a></p>
                </section>
                """
                    .formatted(HtmlText.escape(express.toString())))
        .orElse("");
  }

  private String tokenField() {
    return "<input type=\"hidden\" name=\"token\" value=\"" + HtmlText.escape(formToken) + "\">";
  }

  /** A page of its own that says what went wrong. */
  static String problem(String title, String text) {
    return BEGINNING.formatted(HtmlText.escape(title))
        + """
        <div class="problem"><section class="card"><h1>%s</h1><p>%s</p>
        <p><a href="/">To the page</a></p></section></div>
        </body>
        </html>
        """
            .formatted(HtmlText.escape(title), HtmlText.escape(text));
  }
}
