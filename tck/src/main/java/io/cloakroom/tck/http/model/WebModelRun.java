package io.cloakroom.tck.http.model;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.model.WebStep.Cookies;
import io.cloakroom.tck.http.model.WebStep.Neighbour;
import io.cloakroom.tck.http.site.BrowserCookies;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SetCookie;
import io.cloakroom.tck.http.site.SignedId;
import io.cloakroom.tck.http.site.WebClient;
import io.cloakroom.tck.http.site.WebRequest;
import io.cloakroom.tck.model.SequenceRun;
import io.cloakroom.tck.report.ClauseViolation;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends requests of two visitors to two servers, and compares what comes back with a model. */
public final class WebModelRun implements SequenceRun<WebStep> {

  private static final String PATH = Route.ANYTHING.path();

  private final WebSetup setup;
  private final RunningSite site;
  private final List<WebClient> connections;
  private final List<ModelBrowser> visitors;

  /** What Redis must hold, by id. */
  private final Map<String, Map<String, String>> sessions = new HashMap<>();

  /**
   * Begins a run.
   *
   * @param protocol opens a connection to a server
   */
  public WebModelRun(List<RunningSite> servers, WebSetup setup, Function<URI, WebClient> protocol) {
    this.setup = setup;
    this.site = servers.get(0);
    this.connections = servers.stream().map(each -> protocol.apply(each.uri())).toList();
    this.visitors = List.of(new ModelBrowser(setup), new ModelBrowser(setup));
    site.redis().remove(site.prefix());
  }

  private static final class ModelBrowser {
    private final BrowserCookies cookies;
    private @Nullable String outdated;

    ModelBrowser(WebSetup setup) {
      this.cookies = new BrowserCookies(setup.tls());
    }
  }

  /** A request that is about to be sent, and what must come of it. */
  private record Sent(
      WebStep step, ModelBrowser visitor, @Nullable String id, WebExpectation expected) {}

  @Override
  public void step(WebStep step) {
    List<WebStep> together = new ArrayList<>();
    if (step.neighbour() != Neighbour.NONE) {
      together.add(step.neighbourStep(WebSteps.readingAll()));
    }
    if (step.cookies() != Cookies.OUTDATED || visitors.get(step.visitor()).outdated != null) {
      together.add(step);
    }
    if (together.isEmpty()) {
      return;
    }
    List<Sent> sent = together.stream().map(this::expectation).toList();
    List<ReceivedResponse> responses =
        connections.get(step.server()).send(sent.stream().map(this::request).toList());
    for (int i = 0; i < sent.size(); i++) {
      compareAndKeep(sent.get(i), responses.get(i));
    }
    compareRedis();
  }

  private Sent expectation(WebStep step) {
    ModelBrowser visitor = visitors.get(step.visitor());
    Optional<String> cookie = visitor.cookies.value(setup.cookieName());
    String id =
        step.cookies().opensNothing() || cookie.isEmpty()
            ? null
            : SignedId.verify(cookie.get(), site.secret());
    WebExpectation expected = WebExpectation.of(step, id == null ? null : sessions.get(id), setup);
    return new Sent(step, visitor, id, expected);
  }

  private WebRequest request(Sent sent) {
    WebStep step = sent.step;
    List<String> cookies =
        switch (step.cookies()) {
          case OUTDATED -> List.of(setup.cookieName() + "=" + sent.visitor.outdated);
          case LOOKALIKES -> lookalikes(visitors.get(1 - step.visitor()));
          case NONE -> List.of();
          default -> sent.visitor.cookies.sentTo(PATH);
        };
    return step.carried()
        .in(
            new WebRequest(
                step.method(),
                RouteScript.target(sent.expected.actions(), step.status(), step.end()),
                headers(cookies, step.cookies())));
  }

  private void compareAndKeep(Sent sent, ReceivedResponse response) {
    WebExpectation expected = sent.expected;
    compare(sent.step, expected, sent.id, response);
    if (sent.step.cookies().opensNothing()) {
      return;
    }
    if (expected.issues() || expected.removes()) {
      sent.visitor.cookies.value(setup.cookieName()).ifPresent(old -> sent.visitor.outdated = old);
    }
    response.cookies().forEach(given -> sent.visitor.cookies.keep(given, PATH));
    settle(expected, sent.id, sent.visitor);
  }

  /** Another's cookie under names that a careless reader takes for the right one. */
  private List<String> lookalikes(ModelBrowser another) {
    String name = setup.cookieName();
    String value = another.cookies.value(name).orElse("s%3Ajunk.junk");
    return Stream.of(name.toUpperCase(Locale.ROOT), "x" + name, name + "x", "x." + name, name + ".")
        .map(like -> like + "=" + value)
        .toList();
  }

  private Map<String, List<String>> headers(List<String> cookies, Cookies way) {
    List<String> pairs = new ArrayList<>(cookies);
    String junk = setup.cookieName() + "=s%3Ajunk.junk";
    if (way == Cookies.JUNK_FIRST) {
      pairs.add(0, junk);
    } else if (way == Cookies.JUNK_LAST) {
      pairs.add(junk);
    }
    List<String> lines = new ArrayList<>();
    if (way == Cookies.SEVERAL_LINES) {
      lines.add("first=1");
      lines.addAll(pairs);
      lines.add("last=1");
    } else if (way == Cookies.CROWDED) {
      IntStream.range(0, 300).forEach(i -> pairs.add(0, "o" + i + "=v"));
      lines.add(String.join("; ", pairs));
    } else if (way == Cookies.TIGHT) {
      pairs.add(0, "first=1");
      lines.add(String.join(";", pairs));
    } else if (!pairs.isEmpty()) {
      lines.add(String.join("; ", pairs));
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Cookie", lines);
    if (setup.tls()) {
      headers.put("X-Forwarded-Proto", List.of("https"));
    }
    return headers;
  }

  private void compare(
      WebStep step, WebExpectation expected, @Nullable String id, ReceivedResponse response) {
    if (expected.status(step) != response.status()) {
      throw violation(
          "H35",
          "the status is %d instead of %d: %s"
              .formatted(response.status(), expected.status(step), response));
    }
    if (step.end().isAnswered()) {
      require(
          "H4",
          "what the handler read",
          String.join(" ", expected.seen()),
          String.join(",", header(response, RouteScript.SEEN)));
      require(
          "H35",
          "the application's own cookie",
          1L,
          response.cookies().stream().filter(own -> own.name().equals("kit-own")).count());
    }
    List<SetCookie> ours =
        response.cookies().stream()
            .filter(given -> given.name().equals(setup.cookieName()))
            .toList();
    int wanted = expected.issues() || expected.removes() || expected.renews() ? 1 : 0;
    require(
        expected.clause(),
        "how many cookies of the session come with " + response,
        wanted,
        ours.size());
    for (SetCookie given : ours) {
      compareCookie(expected, id, given);
    }
    if ((wanted == 1 || response.status() != 304) && !isPrivate(response)) {
      throw violation("H32", "a response that was made from the session is not private");
    }
  }

  private void compareCookie(WebExpectation expected, @Nullable String id, SetCookie given) {
    Map<String, String> attributes = new TreeMap<>(given.attributes());
    attributes.remove("expires");
    attributes.remove("max-age");
    require("H31", "the cookie's attributes", new TreeMap<>(setup.attributes()), attributes);
    require("H12", "whether the cookie is taken back", expected.removes(), given.isExpired());
    if (!expected.removes()) {
      require(
          "H31", "whether the cookie says its end", setup.expires(), given.expires().isPresent());
      String issued = SignedId.verify(given.value(), site.secret());
      require("H11", "whether the id is another", expected.issues(), !issued.equals(id));
    }
  }

  private static List<String> header(ReceivedResponse response, String name) {
    return response.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  private static boolean isPrivate(ReceivedResponse response) {
    return header(response, "Cache-Control").stream()
        .anyMatch(value -> value.contains("private") || value.contains("no-store"));
  }

  /** Notes what became of the session. */
  private void settle(WebExpectation expected, @Nullable String id, ModelBrowser visitor) {
    if (id != null && (expected.issues() || expected.removes())) {
      sessions.remove(id);
    }
    visitor
        .cookies
        .value(setup.cookieName())
        .map(value -> SignedId.verify(value, site.secret()))
        .ifPresent(
            now -> {
              Map<String, String> left = expected.left();
              if (left != null) {
                sessions.put(now, left);
              }
            });
  }

  private void compareRedis() {
    Set<String> stored =
        site.keys().stream()
            .map(key -> key.substring(site.prefix().length()))
            .filter(word -> word.indexOf(':') < 0) // others are the store's own
            .collect(Collectors.toSet());
    if (!stored.equals(sessions.keySet())) {
      throw violation(
          "H35", "Redis holds %d sessions instead of %d".formatted(stored.size(), sessions.size()));
    }
    sessions.forEach(
        (id, attributes) ->
            require(
                "H4", "what Redis holds", attributes, site.stored(id).orElseThrow().attributes()));
  }

  private static void require(String clause, String what, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      throw violation(clause, "%s: %s instead of %s".formatted(what, seen, expected));
    }
  }

  private static ClauseViolation violation(String clause, String message) {
    return new ClauseViolation(List.of(clause), message, null);
  }

  @Override
  public void close() {
    connections.forEach(WebClient::close);
  }
}
