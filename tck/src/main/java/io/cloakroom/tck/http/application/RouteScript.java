package io.cloakroom.tck.http.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.SessionData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@link Route#ANYTHING} does: one thing after another with the session, then any ending. */
public final class RouteScript {

  /** The header that says what was read. */
  public static final String SEEN = "X-Kit-Seen";

  /** A method that few frameworks know. */
  public static final String OTHER_METHOD = "REPORT";

  static final List<String> METHODS =
      Stream.concat(Route.METHODS.stream(), Stream.of(OTHER_METHOD)).toList();

  /** The values of the application's own cookies, in the order in which it sets them. */
  public static final List<String> OWN_VALUES = List.of("kept", "too");

  private static final String OWN = "own";

  private static final String BODY = "body";

  private RouteScript() {}

  /** Something that is done with a session. */
  public enum Verb {
    GET,
    SET,
    REMOVE,
    /** A new id, then an attribute. */
    LOG_IN,
    /** A new id, with nothing but an attribute. */
    BEGIN_AGAIN,
    DESTROY,
    /** Adds one to a number, by a function. */
    COUNT,
    /** Adds to a list, in place. */
    APPEND,
    /** Asks whether there is a session. */
    EXISTS,
    UNSET,
    /** Waits for the gate. */
    WAIT
  }

  /** What a handler says of the caches that may keep its answer. */
  public enum Caching {
    NOTHING(""),
    FOR_A_WHILE("max-age=600, must-revalidate"),
    CHECKED("no-cache"),
    WITHOUT_A_HEADER("private=\"X-Header\", max-age=600"),
    FOR_ONE("private"),
    BY_NOBODY("no-store"),
    FOR_ALL("public, max-age=600"),
    SHARED("max-age=5, s-maxage=600");

    private final String header;

    Caching(String header) {
      this.header = header;
    }

    /** Whether a shared cache is to keep it. */
    public boolean isShared() {
      return this == FOR_ALL || this == SHARED;
    }
  }

  /** How a handler ends. */
  public enum End {
    ANSWER,
    STREAM,
    THROW,
    ERROR,
    /** The application forwards the request to another handler, which does the rest. */
    FORWARD,
    /** An error status is given, for which another handler makes the page and does the rest. */
    ERROR_PAGE;

    /** Whether the response says what was read. */
    public boolean isAnswered() {
      return this == ANSWER || isElsewhere();
    }

    boolean isElsewhere() {
      return this == FORWARD || this == ERROR_PAGE;
    }
  }

  /** One thing that is done. */
  public record Action(Verb verb, String name, String value) {

    static Action parse(String text) {
      String[] parts = text.split("~", -1);
      return new Action(Verb.valueOf(parts[0]), parts[1], parts[2]);
    }

    @Override
    public String toString() {
      return verb + "~" + name + "~" + value;
    }
  }

  /** The target of a request that has this done. */
  public static String target(List<Action> actions, int status, End end) {
    return target(actions, status, end, Caching.NOTHING);
  }

  /** The same, of which the handler says something to caches where it answers. */
  public static String target(List<Action> actions, int status, End end, Caching caching) {
    return "%s?do=%s&status=%s&end=%s&caching=%s"
        .formatted(
            Route.ANYTHING.path(),
            actions.stream().map(Action::toString).collect(Collectors.joining("!")),
            status,
            end,
            caching);
  }

  /** The same with cookies of this name that are the application's own. */
  public static String withOwnCookie(String target, String name) {
    return target + "&" + OWN + "=" + name;
  }

  /** The same, answered without a body whatever the status is. */
  public static String withoutBody(String target) {
    return target + "&" + BODY + "=none";
  }

  static HandlerResult answer(SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    List<Action> actions =
        Arrays.stream(query.of("do").split("!", -1))
            .filter(text -> !text.isEmpty())
            .map(Action::parse)
            .toList();
    End end = End.valueOf(query.of("end"));
    int own = end.isElsewhere() ? (actions.size() + 1) / 2 : actions.size();
    List<String> seen = new ArrayList<>(List.of(query.of("seen").split("!", -1)));
    seen.removeIf(String::isEmpty);
    for (Action action : actions.subList(0, own)) {
      carryOut(action, session, seen, gate);
    }
    int status = Integer.parseInt(query.of("status"));
    Caching caching = Caching.valueOf(query.of("caching", Caching.NOTHING.name()));
    String ownCookie = query.of(OWN, "kit-own");
    String rest =
        withOwnCookie(
            target(actions.subList(own, actions.size()), status, End.ANSWER, caching)
                + "&seen="
                + String.join("!", seen),
            ownCookie);
    return switch (end) {
      case THROW -> throw new RouteFailure();
      case ERROR -> throw new RouteError();
      case STREAM ->
          new HandlerResult.Stream(List.of("one ".getBytes(UTF_8), "two".getBytes(UTF_8)));
      case ANSWER ->
          new HandlerResult.Full(
              status,
              headers(seen, caching, ownCookie),
              hasBody(status) && query.of(BODY).isEmpty() ? "seen " + seen : "");
      case FORWARD -> new HandlerResult.Forward(rest, null);
      case ERROR_PAGE -> new HandlerResult.Forward(rest, status);
    };
  }

  private static Map<String, List<String>> headers(
      List<String> seen, Caching caching, String ownCookie) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put(SEEN, List.of(String.join(" ", seen)));
    headers.put(
        "Set-Cookie", OWN_VALUES.stream().map(value -> ownCookie(ownCookie, value)).toList());
    if (!caching.header.isEmpty()) {
      headers.put("Cache-Control", List.of(caching.header));
    }
    return headers;
  }

  /** Two of one name, for two paths, as an application takes back a cookie that has moved. */
  private static String ownCookie(String name, String value) {
    String path = value.equals(OWN_VALUES.get(0)) ? "/" : "/" + value;
    return "%s=%s; Path=%s; Secure".formatted(name, value, path);
  }

  private static boolean hasBody(int status) {
    return status != 204 && status != 205 && status != 304;
  }

  private static void carryOut(
      Action action, SessionOperations session, List<String> seen, HandlerBarrier gate) {
    switch (action.verb()) {
      case GET -> seen.add(ScriptValue.word(session.get(action.name())));
      case SET -> session.set(action.name(), ScriptValue.of(action.value()));
      case REMOVE -> session.remove(action.name());
      case LOG_IN -> {
        session.regenerate(SessionData.KEEP);
        session.set(action.name(), action.value());
      }
      case BEGIN_AGAIN -> {
        session.regenerate(SessionData.DROP);
        session.set(action.name(), action.value());
      }
      case DESTROY -> {
        session.get(action.name());
        session.destroy();
      }
      case COUNT -> session.count(action.name());
      case APPEND -> RouteActions.append(session, action.name(), action.value());
      case EXISTS -> seen.add(Boolean.toString(session.exists()));
      case UNSET -> session.unset();
      case WAIT -> gate.pass();
    }
  }
}
