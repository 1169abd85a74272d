package io.cloakroom.tck.http.model;

import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RouteScript.Action;
import io.cloakroom.tck.http.application.RouteScript.Caching;
import io.cloakroom.tck.http.application.RouteScript.End;
import io.cloakroom.tck.http.application.RouteScript.Verb;
import io.cloakroom.tck.http.model.WebStep.Cookies;
import io.cloakroom.tck.http.model.WebStep.Neighbour;
import io.cloakroom.tck.http.model.WebStep.Proxy;
import io.cloakroom.tck.http.site.Carried;
import io.cloakroom.tck.model.Sequence;
import io.cloakroom.tck.model.ShuffledChoices;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes sequences of requests. The same seed makes the same ones. */
public final class WebSteps {

  private static final List<String> NAMES = List.of("user", "a", "b");

  /** The names of a number that is counted, and of a list that is added to. */
  private static final String COUNTER = "n";

  private static final String LIST = "l";

  private static final List<String> ALL_NAMES = List.of("user", "a", "b", COUNTER, LIST);

  private final Random random;
  private final ShuffledChoices<Integer> statuses;
  private final Scripts scripts;
  private final ShuffledChoices<String> methods;
  private final ShuffledChoices<End> ends;
  private final ShuffledChoices<Caching> caching;
  private final ShuffledChoices<Cookies> cookies;
  private final ShuffledChoices<Proxy> proxies;
  private final ShuffledChoices<String> kinds;
  private final ShuffledChoices<Carried> carried;
  private final ShuffledChoices<Neighbour> neighbours;
  private final ShuffledChoices<Trouble> troubles;
  private int count;
  private int server;
  private boolean failed;

  private WebSteps(long seed, boolean troubled) {
    this.random = new Random(seed);
    List<Integer> all = new ArrayList<>(IntStream.rangeClosed(200, 599).boxed().toList());
    IntStream.range(0, 40)
        .forEach(i -> all.addAll(List.of(200, 201, 204, 205, 302, 303, 304, 404, 409, 500)));
    this.statuses = new ShuffledChoices<>(all, random);
    this.scripts = new Scripts(random);
    this.methods = new ShuffledChoices<>(Route.ANYTHING.methods(), random);
    this.ends =
        new ShuffledChoices<>(
            List.of(
                End.ANSWER,
                End.ANSWER,
                End.ANSWER,
                End.ANSWER,
                End.ANSWER,
                End.STREAM,
                End.THROW,
                End.ERROR,
                End.FORWARD,
                End.FORWARD,
                End.ERROR_PAGE,
                End.ERROR_PAGE),
            random);
    this.caching = new ShuffledChoices<>(List.of(Caching.values()), random);
    this.proxies = new ShuffledChoices<>(List.of(Proxy.values()), random);
    this.kinds =
        new ShuffledChoices<>(
            List.of(
                "", "", "", "integer.", "long.", "double.", "boolean.", "list.", "map.", "large."),
            random);
    this.cookies =
        new ShuffledChoices<>(
            List.of(
                Cookies.ONE_LINE,
                Cookies.ONE_LINE,
                Cookies.ONE_LINE,
                Cookies.SEVERAL_LINES,
                Cookies.SEVERAL_LINES,
                Cookies.JUNK_FIRST,
                Cookies.JUNK_LAST,
                Cookies.CROWDED,
                Cookies.TIGHT,
                Cookies.LOOKALIKES,
                Cookies.NONE,
                Cookies.OUTDATED),
            random);
    this.carried = new ShuffledChoices<>(List.of(Carried.values()), random);
    this.neighbours =
        new ShuffledChoices<>(
            List.of(
                Neighbour.NONE,
                Neighbour.NONE,
                Neighbour.NONE,
                Neighbour.OTHER_VISITOR,
                Neighbour.STRANGER),
            random);
    this.troubles =
        new ShuffledChoices<>(
            troubled
                ? List.of(
                    Trouble.NONE,
                    Trouble.NONE,
                    Trouble.NONE,
                    Trouble.AWAY,
                    Trouble.SILENT,
                    Trouble.AWAY_FOR_WRITES,
                    Trouble.SILENT_FOR_WRITES)
                : List.of(Trouble.NONE),
            random);
  }

  /**
   * Makes requests.
   *
   * @param troubled whether Redis is away during some of them
   */
  public static Sequence<WebStep> atRandom(
      WebSetup setup, long seed, int length, boolean troubled) {
    WebSteps made = new WebSteps(seed, troubled);
    List<WebStep> steps = IntStream.range(0, length).mapToObj(i -> made.next()).toList();
    return Sequence.ofSeed("requests, with " + setup, seed, steps);
  }

  /** What a handler that failed left behind shows to somebody without a session, if to anybody. */
  private WebStep next() {
    boolean stranger = failed && random.nextBoolean();
    Cookies sent = stranger ? Cookies.NONE : cookies.draw();
    server = stranger ? server : random.nextInt(2);
    End end = ends.draw();
    failed = end == End.THROW || end == End.ERROR;
    int status = statuses.draw();
    return new WebStep(
        random.nextInt(2),
        server,
        methods.draw(),
        sent.opensNothing() ? readingAll() : actions(scripts.draw()),
        end == End.ERROR_PAGE ? 400 + status % 200 : status,
        end,
        caching.draw(),
        sent,
        proxies.draw(),
        carried.draw(),
        neighbours.draw(),
        troubles.draw());
  }

  /** Whatever somebody else's session holds would show. */
  static List<Action> readingAll() {
    return ALL_NAMES.stream().map(name -> new Action(Verb.GET, name, "")).toList();
  }

  /** Half of the time all of them are about one attribute, or where one is added to. */
  private List<Action> actions(List<Verb> script) {
    String only =
        script.contains(Verb.COUNT)
            ? COUNTER
            : script.contains(Verb.APPEND) ? LIST : random.nextBoolean() ? one(NAMES) : "";
    return script.stream().map(verb -> new Action(verb, name(verb, only), value(verb))).toList();
  }

  private String name(Verb verb, String only) {
    return switch (verb) {
      case COUNT -> COUNTER;
      case APPEND -> LIST;
      case GET, REMOVE -> only.isEmpty() ? one(ALL_NAMES) : only;
      default -> NAMES.contains(only) ? only : one(NAMES);
    };
  }

  private String value(Verb verb) {
    count++;
    String kind = verb == Verb.SET ? kinds.draw() : "";
    return switch (kind) {
      case "" -> "v" + count;
      case "long." -> kind + (5_000_000_000L + count);
      case "double." -> kind + (count + 0.5);
      case "boolean." -> kind + (count % 2 == 0);
      case "map." -> kind + "integer." + count;
      default -> kind + count;
    };
  }

  private String one(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }
}
