package io.cloakroom.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What happened behind the page: its second part, written when the first is on its way. By then the
 * session has been saved, so that nothing in here is a guess.
 *
 * @param request the log of the request that asked for the page
 * @param before the log of the request that led here by a redirect
 * @param cookieSent the session's cookie as the browser sent it
 * @param stored what Redis holds for it
 */
record BackstagePanel(
    RequestLog request,
    Optional<RequestLog> before,
    Optional<String> cookieSent,
    StoredView stored) {

  String html() {
    return """
        <aside aria-label="What happened behind">
        <h2>What happened behind</h2>
        %s%s
        <section>
        <h3>The cookie</h3>
        %s
        </section>
        <section>
        <h3>In Redis</h3>
        <dl>
        <dt>Key</dt><dd><code>%s</code></dd>
        <dt>Time to live</dt><dd>%s</dd>
        <dt>Value</dt><dd><pre>%s</pre></dd>
        </dl>
        <p class="note">Read for this panel alone, by a GET and a PTTL that are not counted above.</p>
        </section>
        <p class="note">Only a demo shows these things: who has the cookie has the session.</p>
        </aside>
        </div>
        </body>
        </html>
        """
        .formatted(
            before.map(log -> commands("Before it", log)).orElse(""),
            commands("This request", request),
            cookie(),
            HtmlText.escape(stored.key()),
            HtmlText.escape(stored.ttlText()),
            HtmlText.escape(stored.value().orElse("(nothing)")));
  }

  private static String commands(String title, RequestLog log) {
    List<LoggedCommand> commands = log.commands();
    String count = commands.size() == 1 ? "1 command" : commands.size() + " commands";
    return """
        <section>
        <h3>%s: <code>%s</code> <span class="count">%s</span></h3>
        <ol>
        %s</ol>
        %s</section>
        """
        .formatted(
            title,
            HtmlText.escape(log.request()),
            count,
            commands.stream().map(BackstagePanel::line).collect(Collectors.joining()),
            title.equals("This request") ? "" : setCookies(log));
  }

  private static String line(LoggedCommand command) {
    return """
        <li><code><b>%s</b> %s</code><span>%s</span></li>
        """
        .formatted(
            command.name(), HtmlText.escape(command.rest()), HtmlText.escape(command.purpose()));
  }

  private String cookie() {
    String issued = setCookies(request);
    if (!issued.isEmpty()) {
      return issued;
    }
    return """
        <p class="label">Cookie, as the browser sent it. The answer sets none.</p>
        <p><code>%s</code></p>
        """
        .formatted(HtmlText.escape(cookieSent.orElse("(none)")));
  }

  private static String setCookies(RequestLog log) {
    return log.setCookies().stream()
        .map(
            header ->
                "<p class=\"label\">Set-Cookie, in the answer</p><p><code>"
                    + HtmlText.escape(header)
                    + "</code></p>\n")
        .collect(Collectors.joining());
  }
}
