package io.cloakroom.tck.http.model;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteScript;
import io.cloakroom.tck.http.application.RouteScript.End;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends requests of two visitors to two servers, and compares what comes back with a model. */
public final class WebModelRun implements SequenceRun<WebStep> {

  private static final String PATH = Route.ANYTHING.path();

  private final WebSetup setup;
  private final RunningSite site;
  private final List<WebClient> connections;
  private final List<ModelBrowser> visitors;
  private final Runnable passing;

  /** What Redis must hold, by id. */
  private final Map<String, Map<String, String>> sessions = new HashMap<>();

  private int requests;

  /**
   * Begins a run.
   *
   * @param protocol opens a connection to a server
   * @param passing lets some time pass for the servers, before each request
   */
  public WebModelRun(
      List<RunningSite> servers,
      WebSetup setup,
      Function<URI, WebClient> protocol,
      Runnable passing) {
    this.setup = setup;
    this.passing = passing;
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
      int number,
      WebStep step,
      ModelBrowser visitor,
      @Nullable String id,
      WebExpectation expected,
      Refusal refusal) {}

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
    passing.run();
    List<Sent> sent = together.stream().map(this::expectation).toList();
    List<ReceivedResponse> responses = responses(step, sent.stream().map(this::request).toList());
    for (int i = 0; i < sent.size(); i++) {
      compareAndKeep(sent.get(i), responses.get(i));
    }
    compareRedis();
  }

  private List<ReceivedResponse> responses(WebStep step, List<WebRequest> requests) {
    step.trouble().begin(site.redis().watched());
    try {
      return connections.get(step.server()).send(requests);
    } finally {
      site.redis().watched().comeBack();
    }
  }

  private Sent expectation(WebStep step) {
    ModelBrowser visitor = visitors.get(step.visitor());
    Optional<String> cookie = visitor.cookies.value(setup.cookieName());
    String id =
        step.cookies().opensNothing() || cookie.isEmpty()
            ? null
            : SignedId.verify(cookie.get(), site.secret());
    Map<String, String> before = id == null ? null : sessions.get(id);
    WebExpectation expected = WebExpectation.of(step, before, setup);
    boolean known = id != null || step.cookies() == Cookies.OUTDATED;
    Refusal refusal = new Refusal(step, expected, known, before);
    return new Sent(++requests, step, visitor, id, expected, refusal);
  }

  private WebRequest request(Sent sent) {
    WebStep step = sent.step;
    List<String> cookies =
        switch (step.cookies()) {
          case OUTDATED -> List.of(setup.cookieName() + "=" + sent.visitor.outdated);
          case LOOKALIKES ->
              WebHeaders.lookalikes(
                  setup.cookieName(),
                  visitors.get(1 - step.visitor()).cookies.value(setup.cookieName()));
          case NONE -> List.of();
          default -> sent.visitor.cookies.sentTo(PATH);
        };
    String target =
        RouteScript.withOwnCookie(
            RouteScript.target(sent.expected.actions(), step.status(), step.end(), step.caching()),
            ownCookie());
    Map<String, List<String>> headers = WebHeaders.of(step, setup, sent.number, cookies);
    return step.carried().in(new WebRequest(step.method(), target, headers));
  }

  /** The name of a cookie of the application's own, which begins as that of the session does. */
  private String ownCookie() {
    return setup.cookieName() + "-own";
  }

  private void compareAndKeep(Sent sent, ReceivedResponse response) {
    WebExpectation expected = sent.expected;
    if (sent.refusal.isIn(response)) {
      sent.refusal.require(response, setup.cookieName());
      return;
    }
    compare(sent, response);
    if (sent.step.cookies().opensNothing()) {
      return;
    }
    if (expected.issues() || expected.removes()) {
      sent.visitor.cookies.value(setup.cookieName()).ifPresent(old -> sent.visitor.outdated = old);
    }
    response.cookies().forEach(given -> sent.visitor.cookies.keep(given, PATH));
    settle(expected, sent.id, sent.visitor);
  }

  private void compare(Sent sent, ReceivedResponse response) {
    WebStep step = sent.step;
    WebExpectation expected = sent.expected;
    if (expected.status(step) != response.status()) {
      throw violation(
          "H35",
          "the status is %s instead of %s: %s"
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
          "the application's own cookies",
          RouteScript.OWN_VALUES,
          response.cookies().stream()
              .filter(own -> own.name().equals(ownCookie()))
              .map(SetCookie::value)
              .toList());
    }
    List<SetCookie> ours =
        response.cookies().stream()
            .filter(given -> given.name().equals(setup.cookieName()))
            .toList();
    boolean renews =
        expected.renews() && (step.trouble() == Trouble.NONE || !ours.isEmpty()); // may fail
    int wanted = expected.issues() || expected.removes() || renews ? 1 : 0;
    require(
        expected.clause(),
        "how many cookies of the session come with " + response,
        wanted,
        ours.size());
    for (SetCookie given : ours) {
      compareCookie(sent, given);
    }
    boolean shared = step.end().isAnswered() && step.caching().isShared();
    if (wanted == 1 || (response.status() != 304 && !shared)) {
      require(
          "H32", "whether what was made from the session is private", true, isPrivate(response));
    } else if (shared && step.end() != End.ERROR_PAGE) { // servers say no-store of errors
      require("H32", "whether what is called public is private", false, isPrivate(response));
    }
  }

  private void compareCookie(Sent sent, SetCookie given) {
    WebExpectation expected = sent.expected;
    Map<String, String> attributes = new TreeMap<>(given.attributes());
    attributes.remove("expires");
    attributes.remove("max-age");
    require("H31", "the cookie's attributes", new TreeMap<>(setup.attributes()), attributes);
    require("H12", "whether the cookie is taken back", expected.removes(), given.isExpired());
    if (!expected.removes()) {
      require(
          "H31", "whether the cookie says its end", setup.expires(), given.expires().isPresent());
      String issued = SignedId.verify(given.value(), site.secret());
      require("H11", "whether the id is another", expected.issues(), !issued.equals(sent.id));
      if (setup.numbersIds() && expected.issues()) {
        require(
            "H16", "what genid knows of the request", "" + sent.number, issued.split("-", 2)[0]);
      }
    }
  }

  private static List<String> header(ReceivedResponse response, String name) {
    return response.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  private static boolean isPrivate(ReceivedResponse response) {
    return header(response, "Cache-Control").stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .anyMatch(directive -> directive.equals("private") || directive.equals("no-store"));
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
          "H35", "Redis holds %s sessions instead of %s".formatted(stored.size(), sessions.size()));
    }
    sessions.forEach(
        (id, attributes) ->
            require(
                "H4",
                "what Redis holds",
                attributes,
                PairExpectation.words(site.stored(id).orElseThrow())));
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
